import type { Case, Said, Timeline } from '../testing/turn-timeline';
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

describe('speech over the persona', () => {
  const cases: Case[] = [
    [
      'is ignored when shorter than the soft pause',
      () => speaking().say(start).wait(59).say(end).wait(2000),
      [],
    ],
    [
      'holds the output at once and resumes after a cough',
      () => speaking().say(start).wait(300).say(end).wait(900),
      ['pauseOutput', 'resumeOutput', 'interruption false'],
    ],
    [
      'takes the floor with enough words',
      () => speaking().say(start).wait(200).say(interim('wait please')),
      ['pauseOutput', 'interruption hard', 'clearOutput', 'abortReply'],
    ],
    [
      'takes the floor with one word that lasts',
      () => speaking().say(start).wait(200).say(interim('but')).wait(100),
      ['pauseOutput', 'interruption hard', 'clearOutput', 'abortReply'],
    ],
    [
      'takes the floor without words only after a second',
      () => speaking().say(start).wait(999),
      ['pauseOutput'],
    ],
    [
      'takes the floor without words after that second',
      () => speaking().say(start).wait(1000),
      ['pauseOutput', 'interruption hard', 'clearOutput', 'abortReply'],
    ],
    [
      'takes the floor when its transcript comes after the voice stopped',
      () => speaking().say(start).wait(250).say(end).wait(300).say(final('Stop.')).wait(0),
      [
        'pauseOutput',
        'interruption hard',
        'clearOutput',
        'abortReply',
        'commit t2 "Stop." silence',
        'reply 3 to t2',
      ],
    ],
    [
      'never stops the persona with "mhm"',
      () =>
        speaking()
          .say(start)
          .wait(50)
          .say(interim('mhm'))
          .wait(700)
          .say(final('Mhm.'), end)
          .wait(3000),
      ['interruption backchannel'],
    ],
    [
      'lets a held persona go on as soon as it turns out to be "yeah"',
      () => speaking().say(start).wait(200).say(interim('yeah')),
      ['pauseOutput', 'resumeOutput', 'interruption backchannel'],
    ],
    [
      'takes the floor when "yeah" grows into a sentence',
      () =>
        speaking()
          .say(start)
          .wait(200)
          .say(interim('yeah'))
          .wait(200)
          .say(interim('yeah but the price')),
      [
        'pauseOutput',
        'resumeOutput',
        'interruption backchannel',
        'interruption hard',
        'clearOutput',
        'abortReply',
      ],
    ],
    [
      'is held at once when the far end holds its output by itself',
      () => speaking().say({ type: 'speech.started', held: true }).wait(30).say(end).wait(900),
      ['pauseOutput', 'resumeOutput', 'interruption false'],
    ],
    [
      'is a hard interruption when it is typed',
      () => speaking().say(typed('ok')),
      ['interruption hard', 'clearOutput', 'abortReply', 'commit t2 "ok" text', 'reply 3 to t2'],
    ],
    [
      'is weighed like speech when a browser recognised it',
      () => speaking().say(recognised('ok')),
      ['interruption backchannel'],
    ],
  ];
  test.each(cases)('%s', (_name, timeline, done) => expect(timeline().done).toEqual(done));

  test('a "yeah" into the persona\'s last words is an answer', () => {
    const timeline = speaking().say(start).wait(100).say(final('Yeah.'), end).wait(300);
    timeline.say({ type: 'reply.finished', epoch: 2 }).wait(300);
    expect(timeline.done).toContain('reply 3 to t2');
  });

  test('a "yeah" long before the persona has finished is none', () => {
    const timeline = speaking().say(start).wait(50).say(final('Yeah.'), end).wait(3000);
    timeline.say({ type: 'reply.finished', epoch: 2 }).wait(300);
    expect(timeline.done).toEqual(['interruption backchannel']);
  });

  test('a goodbye over a goodbye lets the persona hang up', () => {
    const timeline = speaking().say({ type: 'reply.hangsUp', epoch: 2, reason: 'persona_hung_up' });
    timeline.say(start).wait(50).say(final('Thank you, bye!'), end).wait(500);
    timeline.say({ type: 'reply.finished', epoch: 2 });
    expect(timeline.done).toEqual(['interruption backchannel', 'end persona_hung_up']);
  });
});

describe('a "mm-hm" that no recogniser puts into words', () => {
  const spoken = (ms: number, hangOverMs: number): Timeline =>
    speaking()
      .say(start, { type: 'speech.ended', sinceMs: hangOverMs })
      .wait(2000)
      .forget()
      .say(start)
      .wait(ms + hangOverMs)
      .say({ type: 'speech.ended', sinceMs: hangOverMs })
      .wait(1000);

  test.each([0, 250, 400])(
    'lasts as long as its voice, not as long as a detector %i ms late believes',
    (hangOverMs) => {
      expect(spoken(900, hangOverMs).done).toContain('interruption false');
      expect(spoken(1000, hangOverMs).done).toContain('interruption hard');
    },
  );

  test('is not excused by an end that was told seconds late', () => {
    expect(spoken(1000, 3000).done).toContain('interruption hard');
    expect(
      speaking()
        .say(start, { type: 'speech.ended', sinceMs: 3000 })
        .wait(2000)
        .forget()
        .say(start)
        .wait(1500).done,
    ).toContain('interruption hard');
  });
});

describe('how easily a persona gives way', () => {
  const begun = (afterMs: number): Timeline =>
    listening()
      .say(typed('What do you sell?'))
      .wait(300)
      .say({ type: 'reply.audible', epoch: 2 })
      .wait(afterMs)
      .forget();
  const gaveWay = ['pauseOutput', 'interruption hard', 'clearOutput', 'abortReply'];

  test('to one word in its first half second', () => {
    expect(begun(300).say(start).wait(150).say(interim('but')).done).toEqual(gaveWay);
  });

  test('to two words afterwards', () => {
    const timeline = begun(600).say(start).wait(150).say(interim('but'));
    expect(timeline.done).toEqual(['pauseOutput']);
    expect(timeline.say(interim('but wait')).done).toEqual(gaveWay);
  });

  test('counts from when speech really began, not from when it was noticed', () => {
    const noticed: Said = { type: 'speech.started', sinceMs: 20 };
    expect(speaking().say(noticed).wait(39).done).toEqual([]);
    expect(speaking().say(noticed).wait(40).done).toEqual(['pauseOutput']);
    expect(speaking().say({ type: 'speech.started', sinceMs: 130 }).done).toEqual(['pauseOutput']);
  });
});
