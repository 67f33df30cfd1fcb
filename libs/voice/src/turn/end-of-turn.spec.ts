import type { Case, Timeline } from '../testing/turn-timeline';
import {
  end,
  final,
  interim,
  listening,
  recognised,
  speaking,
  start,
  typed,
} from '../testing/turn-timeline';

describe('the end of a turn', () => {
  const cases: Case[] = [
    [
      'is the shortest silence once the final transcript is there',
      () =>
        listening()
          .say(start, interim('We'))
          .wait(800)
          .say(final('We help agencies.'), end)
          .wait(250),
      ['commit t1 "We help agencies." silence', 'reply 2 to t1'],
    ],
    [
      'is not reached by a pause shorter than that silence',
      () =>
        listening()
          .say(start)
          .wait(500)
          .say(end, final('We help'))
          .wait(200)
          .say(start)
          .wait(500)
          .say(end, final('agencies grow.'))
          .wait(260),
      ['commit t1 "We help agencies grow." silence', 'reply 2 to t1'],
    ],
    [
      'waits for the final transcript as long as the recogniser may take',
      () => listening().say(start).wait(800).say(interim('We help'), end).wait(399),
      [],
    ],
    [
      'takes the interim text when the final transcript stays away',
      () => listening().say(start).wait(800).say(interim('We help agencies'), end).wait(400),
      ['commit t1 "We help agencies" silence', 'reply 2 to t1'],
    ],
    [
      'comes at once when the final transcript is later than the silence',
      () =>
        listening().say(start).wait(800).say(end).wait(350).say(final('We help agencies.')).wait(0),
      ['commit t1 "We help agencies." silence', 'reply 2 to t1'],
    ],
    [
      'leaves more time in the middle of a sentence',
      () => listening().say(start).wait(800).say(end, final('We help agencies and')).wait(1499),
      [],
    ],
    [
      'comes after the longest silence even in the middle of a sentence',
      () => listening().say(start).wait(800).say(end, final('We help agencies and')).wait(1500),
      ['commit t1 "We help agencies and" max_silence', 'reply 2 to t1'],
    ],
    [
      'is immediate for typed words',
      () => listening().say(typed('Hello there')),
      ['commit t1 "Hello there" text', 'reply 2 to t1'],
    ],
    [
      'waits for the voice to stop when words come from a browser that is still listening',
      () => listening().say(start).wait(300).say(recognised('Hello there')).wait(900),
      [],
    ],
    [
      'needs no voice activity where only a recogniser is listening',
      () => listening().say(interim('Hello')).wait(200).say(final('Hello there.')).wait(250),
      ['commit t1 "Hello there." silence', 'reply 2 to t1'],
    ],
  ];
  test.each(cases)('%s', (_name, timeline, done) => expect(timeline().done).toEqual(done));

  test('waits for every utterance of a recogniser that only sends whole ones', () => {
    const timeline = listening({ finalBudgetMs: 2500 }).say(start).wait(900).say(end).wait(200);
    timeline.say(start).wait(300).say(final('We help agencies.')).wait(600).say(end).wait(1600);
    expect(timeline.done).toEqual([]);
    timeline.say(final('And shops.'));
    expect(timeline.done).toEqual([
      'commit t1 "We help agencies. And shops." silence',
      'reply 2 to t1',
    ]);
  });

  test('does not take a part of a monologue for all of it', () => {
    const timeline = listening({ finalBudgetMs: 2500 }).say(start).wait(60_000);
    timeline.say(final('The first minute.')).wait(9000).say(end).wait(1000);
    expect(timeline.done).toEqual([]);
    expect(timeline.say(final('The rest.')).done).toHaveLength(2);
  });
});

describe('words that need no answer', () => {
  test.each(['', '. .', 'Um.', 'uh, um...'])('%j leads back to listening', (text) => {
    const timeline = listening().say(start).wait(300).say(final(text), end).wait(3000);
    expect(timeline.done).toEqual(['dropTurn']);
    expect(timeline.state.phase).toBe('idle');
  });

  test('the persona heard through the microphone is not answered', () => {
    const heard = 'we are happy with what we have today';
    const timeline = speaking()
      .say(start)
      .wait(100)
      .say(final('with what we have today', heard))
      .say(end)
      .wait(3000);
    expect(timeline.done.filter((step) => /^(commit|reply)/.test(step))).toEqual([]);
    expect(timeline.state.phase).toBe('speaking');
  });

  test('a trainee who repeats the words after the persona has ended is answered', () => {
    const timeline = listening().wait(2000).say(start).wait(600);
    timeline.say(end, final('happy with what you have', 'happy with what you have')).wait(300);
    expect(timeline.done).toContain('reply 2 to t1');
  });
});

describe('hold-to-talk', () => {
  const hold = (): Timeline => listening({ talk: 'hold' });

  test('commits on release as soon as the final transcript is there', () => {
    const timeline = hold().say({ type: 'talk.pressed' }).wait(1000);
    timeline.say({ type: 'talk.released' }).wait(100).say(final('One and'));
    expect(timeline.done).toEqual(['commit t1 "One and" release', 'reply 2 to t1']);
  });

  test('hears pauses as part of the turn', () => {
    const timeline = hold().say({ type: 'talk.pressed' }, final('One.')).wait(9000);
    expect(timeline.done).toEqual([]);
  });

  test('goes back to listening when nothing was recognised', () => {
    const timeline = hold().say({ type: 'talk.pressed' }).wait(200).say({ type: 'talk.released' });
    expect(timeline.wait(400).done).toEqual(['dropTurn']);
  });

  test('takes the floor at once from a persona that is speaking', () => {
    const timeline = speaking({ talk: 'hold' }).say({ type: 'talk.pressed' });
    expect(timeline.done).toEqual(['interruption hard', 'clearOutput', 'abortReply']);
  });

  test('pays no attention to voice activity', () => {
    expect(speaking({ talk: 'hold' }).say(start).wait(2000).done).toEqual([]);
  });
});

describe('speech before the reply is audible', () => {
  const thinking = (): Timeline => listening().say(typed('We help agencies.')).wait(100).forget();

  test('is merged into the same turn, which gets one reply', () => {
    const timeline = thinking().say(start).wait(700).say(end, final('And shops.')).wait(250);
    expect(timeline.done).toEqual([
      'pauseOutput',
      'clearOutput',
      'abortReply',
      'commit t1 "We help agencies. And shops." silence',
      'reply 3 to t1',
    ]);
  });

  test('is merged as soon as it has words, however short it is', () => {
    const timeline = thinking().say(start).wait(150).say(interim('and')).wait(10);
    expect(timeline.done).toEqual(['pauseOutput', 'clearOutput', 'abortReply']);
    expect(timeline.state.phase).toBe('userSpeaking');
  });

  test('only holds the answer back when it was a cough', () => {
    const timeline = thinking().say(start).wait(100).say(end).wait(400);
    expect(timeline.done).toEqual(['pauseOutput', 'resumeOutput']);
    expect(timeline.state.phase).toBe('thinking');
  });

  test('a short word whose transcript comes late is merged all the same', () => {
    const timeline = thinking().say(start).wait(200).say(end).wait(300).say(final('No.')).wait(0);
    expect(timeline.done).toEqual([
      'pauseOutput',
      'clearOutput',
      'abortReply',
      'commit t1 "We help agencies. No." silence',
      'reply 3 to t1',
    ]);
  });

  test('a late final transcript of the same words changes nothing that is heard', () => {
    const timeline = listening()
      .say(start)
      .wait(800)
      .say(interim('we help agencies'), end)
      .wait(400);
    timeline.forget().wait(100).say(final('We help agencies.'));
    expect(timeline.done).toEqual(['commit t1 "We help agencies." silence']);
    expect(timeline.state.phase).toBe('thinking');
  });

  test('a late final transcript with more words is answered instead', () => {
    const timeline = listening().say(start).wait(800).say(interim('we help'), end).wait(400);
    timeline.forget().wait(100).say(final('We help agencies.'));
    expect(timeline.done).toEqual([
      'clearOutput',
      'abortReply',
      'commit t1 "We help agencies." silence',
      'reply 3 to t1',
    ]);
  });

  test('a final transcript later than the answer corrects the record and does not interrupt', () => {
    const timeline = listening().say(start).wait(800).say(interim('we help'), end).wait(400);
    timeline.say({ type: 'reply.audible', epoch: 2 }).wait(1500).forget();
    timeline.say(final('We help agencies.'));
    expect(timeline.done).toEqual(['commit t1 "We help agencies." silence']);
    expect(timeline.state.phase).toBe('speaking');
  });
});
