import type { Said, Timeline } from '../testing/turn-timeline';
import { end, final, interim, listening, speaking, start, typed } from '../testing/turn-timeline';

const maybe: Said = { type: 'speech.suspected', sinceMs: 60 };
const HELD = ['pauseOutput'];
const LET_GO = ['pauseOutput', 'resumeOutput'];

describe('a sound over the persona that may be speech', () => {
  test('holds the voice at once, and lets it go on when nothing follows', () => {
    expect(speaking().say(maybe).done).toEqual(HELD);
    expect(speaking().say(maybe).wait(199).done).toEqual(HELD);
    expect(speaking().say(maybe).wait(200).done).toEqual(LET_GO);
  });

  test('leaves everything else as it was', () => {
    const before = speaking().wait(200).state;
    const { suspicion, ...after } = speaking().say(maybe).wait(200).state;
    expect(suspicion.held).toBe(false);
    expect({ ...after, suspicion: before.suspicion }).toEqual(before);
  });

  test('keeps a "yeah" that was said shortly before as an answer to the last words', () => {
    const timeline = speaking().say(start).wait(50).say(final('Yeah.'), end, maybe).wait(300);
    timeline.say({ type: 'reply.finished', epoch: 2 }).wait(300);
    expect(timeline.done).toContain('reply 3 to t2');
  });

  test('is decided like any speech once it is known to be some', () => {
    const timeline = speaking().say(maybe).wait(90).say({ type: 'speech.started', sinceMs: 150 });
    expect(timeline.wait(800).done).toEqual(HELD);
    timeline.say(interim('wait please'));
    expect(timeline.done).toEqual([...HELD, 'interruption hard', 'clearOutput', 'abortReply']);
  });

  test('is a false interruption when it was speech without words', () => {
    const timeline = speaking().say(maybe).wait(90).say(start).wait(100).say(end).wait(900);
    expect(timeline.done).toEqual([...LET_GO, 'interruption false']);
  });

  test('is no interruption when empty words come in between', () => {
    expect(speaking().say(maybe, final('')).wait(200).done).toEqual(LET_GO);
  });

  test('ends with the call, the reply or typed words', () => {
    const hungUp: Said = { type: 'hangup', reason: 'trainee_hung_up', politely: false };
    for (const said of [hungUp, { type: 'reply.finished', epoch: 2 } as const, typed('Stop it.')]) {
      const timeline = speaking().say(maybe, said);
      expect(timeline.state.suspicion.held).toBe(false);
      expect(timeline.wait(300).done).not.toContain('resumeOutput');
    }
  });

  test.each<[string, () => Timeline]>([
    ['while the persona listens', () => listening()],
    ['while it thinks', () => listening().say(typed('What do you sell?')).forget()],
    ['while it is held already', () => speaking().say(start).wait(100).forget()],
    ['to a policy that holds later', () => speaking({ softPauseAfterMs: 150 })],
    ['where a button says who speaks', () => speaking({ talk: 'hold' })],
  ])('is nothing %s', (_when, timeline) => {
    expect(timeline().say(maybe).done).toEqual([]);
  });
});

describe('noise that goes on', () => {
  /** A sound every half second for so long; how often the voice was held. */
  function heldBy(ms: number, timeline = speaking()): number {
    for (let passed = 0; passed < ms; passed += 500) {
      timeline.say({ type: 'reply.progress', epoch: 2 }, maybe).wait(500);
    }
    return timeline.done.filter((step) => step === 'pauseOutput').length;
  }

  test('holds the voice ever less: after a second, two, four', () => {
    expect([heldBy(1000), heldBy(3000), heldBy(6000), heldBy(30_000)]).toEqual([1, 2, 3, 5]);
  });

  test('is believed again after speech', () => {
    const timeline = speaking();
    heldBy(30_000, timeline);
    timeline.say(start).wait(50).say(end).wait(16_000).forget();
    expect(heldBy(3000, timeline)).toBe(2);
  });
});
