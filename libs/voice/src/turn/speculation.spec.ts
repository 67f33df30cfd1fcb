import type { Said, Timeline } from '../testing/turn-timeline';
import { end, final, interim, listening, start } from '../testing/turn-timeline';

const eager = (text: string): Said => ({ type: 'stt.eager', text });
const resumed: Said = { type: 'stt.resumed' };
const decided = (text: string): Said => ({ type: 'stt.final', text, turnEnded: true });

const eagerly = (): Timeline => listening({ maxSpeculations: 2, minSilenceMs: 600 });

describe('a reply begun early', () => {
  const cases: [name: string, timeline: () => Timeline, done: string[]][] = [
    [
      'is the answer when the turn ends with the same words',
      () =>
        eagerly()
          .say(start)
          .wait(800)
          .say(eager('What is it'), end, decided('What is it?'))
          .wait(0),
      ['speculate', 'commit t1 "What is it?" model', 'releaseReply'],
    ],
    [
      'is dropped when the trainee goes on, and the longer turn gets another',
      () =>
        eagerly()
          .say(start)
          .wait(800)
          .say(eager('What is it'), resumed, interim('What is it you sell'))
          .wait(400)
          .say(end, decided('What is it you sell?')),
      ['speculate', 'discardReply', 'commit t1 "What is it you sell?" model', 'reply 3 to t1'],
    ],
    [
      'is dropped when the words change without a word from the recogniser',
      () => eagerly().say(start).wait(800).say(eager('We help'), interim('We help agencies')),
      ['speculate', 'discardReply'],
    ],
    [
      'is kept when only punctuation and case have changed',
      () => eagerly().say(start).wait(800).say(eager('we help'), interim('We help,')),
      ['speculate'],
    ],
    [
      'begins in the silence that a patient persona grants, and costs that silence nothing',
      () => eagerly().say(start).wait(800).say(end, final('We help agencies.')).wait(599),
      ['speculate'],
    ],
    [
      'does not shorten that silence',
      () => eagerly().say(start).wait(800).say(end, final('We help agencies.')).wait(600),
      ['speculate', 'commit t1 "We help agencies." silence', 'releaseReply'],
    ],
    [
      'waits for words that will hardly change',
      () => eagerly().say(start).wait(800).say(interim('we help'), end).wait(300),
      [],
    ],
    [
      'is not begun for an unfinished sentence',
      () => eagerly().say(start).wait(800).say(end, final('We help agencies and')).wait(700),
      [],
    ],
    ['is not begun for noise', () => eagerly().say(start).wait(800).say(eager('um')), []],
    [
      'is not begun while the trainee talks over the persona',
      () =>
        eagerly()
          .say({ type: 'text.final', text: 'Hello.', by: 'typing' })
          .say({ type: 'reply.audible', epoch: 2 })
          .wait(2000)
          .forget()
          .say(start, eager('mhm'))
          .wait(50),
      ['interruption backchannel'],
    ],
    [
      'is begun twice a turn at most',
      () =>
        eagerly().say(start).wait(800).say(eager('one'), eager('one two'), eager('one two three')),
      ['speculate', 'discardReply', 'speculate', 'discardReply'],
    ],
    [
      'is dropped when the call ends',
      () =>
        eagerly()
          .say(start)
          .wait(800)
          .say(eager('We help'), { type: 'hangup', reason: 'trainee_hung_up', politely: false }),
      ['speculate', 'discardReply', 'end trainee_hung_up'],
    ],
    [
      'is not missed when it fails: the turn gets an ordinary one',
      () =>
        eagerly()
          .say(start)
          .wait(800)
          .say(eager('We help'), { type: 'reply.failed', epoch: 2 }, end, decided('We help.')),
      ['speculate', 'discardReply', 'commit t1 "We help." model', 'reply 3 to t1'],
    ],
  ];
  test.each(cases)('%s', (_name, timeline, done) => expect(timeline().done).toEqual(done));

  test('is not begun by a policy that forbids it', () => {
    const timeline = listening({ maxSpeculations: 0 }).say(start).wait(800).say(eager('We help'));
    expect(timeline.done).toEqual([]);
  });
});

describe('whoever judges that a turn has ended', () => {
  test('a recogniser that has decided saves the silence', () => {
    const timeline = eagerly().say(start).wait(800).say(end, decided('We help agencies and'));
    expect(timeline.done).toEqual(['commit t1 "We help agencies and" model', 'reply 2 to t1']);
  });

  test('a high likelihood ends a sentence that looks unfinished after the shortest silence', () => {
    const likely: Said = { type: 'stt.final', text: 'We help agencies and', endOfTurn: 0.8 };
    const timeline = listening().say(start).wait(800).say(end, likely).wait(250);
    expect(timeline.done).toContain('commit t1 "We help agencies and" silence');
  });

  test('a low likelihood has a whole sentence wait for the longest', () => {
    const unlikely: Said = { type: 'stt.final', text: 'We help agencies.', endOfTurn: 0.2 };
    const timeline = listening().say(start).wait(800).say(end, unlikely).wait(1499);
    expect(timeline.done).toEqual([]);
    expect(timeline.wait(1).done).toContain('commit t1 "We help agencies." max_silence');
  });
});
