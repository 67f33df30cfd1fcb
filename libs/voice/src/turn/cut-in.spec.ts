import type { Timeline } from '../testing/turn-timeline';
import { end, final, interim, listening, start } from '../testing/turn-timeline';

const impatient = (): Timeline => listening({ cutInAfterMs: 8000, cutInWords: 12 });
const STORY = 'so as I was saying we have this product';

/** The trainee has talked for eight seconds, and the persona's words are audible. */
const cutOff = (): Timeline =>
  impatient()
    .say(start)
    .wait(3000)
    .say(interim(STORY))
    .wait(5000)
    .say({ type: 'reply.audible', epoch: 2 })
    .forget();

describe('an impatient persona', () => {
  test('cuts in on a trainee who goes on too long', () => {
    const timeline = impatient().say(start).wait(3000).say(interim(STORY)).wait(4999);
    expect(timeline.done).toEqual([]);
    expect(timeline.wait(1).done).toEqual([`commit t1 "${STORY}" cut_in`, 'reply 2 to t1']);
    expect(timeline.effects.at(-2)).toMatchObject({ type: 'startReply', cutsIn: true });
  });

  test('counts the pauses within the turn', () => {
    const timeline = impatient().say(start).wait(3000).say(interim('so I was and')).wait(1000);
    timeline.say(end).wait(1000).say(start).wait(2999);
    expect(timeline.done).toEqual([]);
    expect(timeline.wait(1).done[0]).toBe('commit t1 "so I was and" cut_in');
  });

  test('cuts in at too many words, however fast they came', () => {
    const timeline = impatient()
      .say(start)
      .wait(2000)
      .say(interim(`${STORY} and it is great`));
    expect(timeline.done[0]).toMatch(/cut_in$/);
  });

  test('has nothing to cut in on when nothing was recognised', () => {
    expect(impatient().say(start).wait(20_000).done).toEqual([]);
  });

  test('is not taken back by the words that are still coming', () => {
    const timeline = impatient().say(start).wait(3000).say(interim(STORY)).wait(5000).forget();
    timeline.say(interim(`${STORY} which really`)).wait(300);
    timeline.say(final(`${STORY}. Which really helps.`)).wait(100);
    expect(timeline.done).toEqual([]);
    expect(timeline.state.phase).toBe('thinking');
  });

  test('holds out while the trainee talks on, then gives way', () => {
    const timeline = cutOff()
      .say(interim(`${STORY} which really helps everybody`))
      .wait(2499);
    expect(timeline.done).toEqual([]);
    expect(timeline.wait(1).done).toEqual(['interruption hard', 'clearOutput', 'abortReply']);
  });

  test('is interrupted like any other once the trainee has stopped and starts again', () => {
    const timeline = cutOff()
      .say(end, final(`${STORY}.`))
      .wait(800);
    expect(timeline.done).toEqual([]);
    timeline.say(start).wait(200).say(interim('hold on please'));
    expect(timeline.done).toEqual([
      'pauseOutput',
      'interruption hard',
      'clearOutput',
      'abortReply',
    ]);
  });

  test('neither loses nor repeats what was said while it cut in', () => {
    const timeline = cutOff()
      .say(interim(`${STORY} which helps`))
      .wait(700);
    timeline.say(final(`${STORY} which helps.`), end).wait(500);
    timeline.say({ type: 'reply.finished', epoch: 2 }).wait(400);
    expect(timeline.done).toEqual(['commit t2 "which helps." silence', 'reply 3 to t2']);
  });

  test('lets everybody finish where its policy says so', () => {
    const timeline = listening({ cutInAfterMs: null, cutInWords: null }).say(start);
    expect(timeline.say(interim(STORY)).wait(60_000).done).toEqual([]);
  });
});
