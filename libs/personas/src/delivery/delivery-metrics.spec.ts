import fc from 'fast-check';
import type { TranscriptTurn } from '../transcript';
import { measureDelivery } from './delivery-metrics';
import { DeliveryMetrics } from './delivery-metrics.schema';

type Said = [speaker: 'T' | 'P', startMs: number, endMs: number, text: string];

const transcript = (...said: Said[]): TranscriptTurn[] =>
  said.map(([speaker, startMs, endMs, text], index) => ({
    id: `t${index}`,
    speaker: speaker === 'T' ? 'trainee' : 'persona',
    text,
    startMs,
    endMs,
    interrupted: false,
  }));

const words = (count: number): string => Array.from({ length: count }, () => 'word').join(' ');

describe('measuring delivery', () => {
  it('divides speech by speech: silence counts for nobody', () => {
    const metrics = measureDelivery(
      transcript(['T', 0, 3000, words(9)], ['P', 60_000, 67_000, words(20)]),
    );
    expect(metrics.talkShare).toBe(0.3);
    expect(metrics.traineeSpeechMs).toBe(3000);
    expect(metrics.personaSpeechMs).toBe(7000);
  });

  it('counts overlapping turns of one side once', () => {
    const metrics = measureDelivery(
      transcript(['T', 0, 4000, words(8)], ['T', 2000, 6000, words(8)]),
    );
    expect(metrics.traineeSpeechMs).toBe(6000);
  });

  it('measures pace over speech time, not over the session', () => {
    const metrics = measureDelivery(transcript(['T', 0, 10_000, words(25)]), {
      durationMs: 300_000,
    });
    expect(metrics.wordsPerMinute).toBe(150);
  });

  it.each([
    ['um, I wanted to, uh, ask you', ['um', 'uh']],
    ['I would like to ask if you like it', []],
    ['it was like really big', ['like']],
    ['we work with companies like yours', []],
    ['you know, it is kind of slow', ['you know', 'kind of']],
    ['do you know what kind of tool they have', []],
    ['I mean, basically it works', ['i mean', 'basically']],
    ['Umbrella and error', []],
  ])('finds the fillers of "%s"', (text, expected) => {
    const { fillers } = measureDelivery(transcript(['T', 0, 4000, text]));
    expect(fillers.occurrences.map((filler) => filler.text)).toEqual(expected);
    expect(fillers.count).toBe(expected.length);
  });

  it('places a filler by where it stands in its turn', () => {
    const { fillers } = measureDelivery(
      transcript(['T', 1000, 11_000, 'one two three four five um seven eight nine ten']),
    );
    expect(fillers.occurrences).toEqual([{ turnId: 't0', atMs: 6000, text: 'um' }]);
    expect(fillers.perHundredWords).toBe(10);
    expect(fillers.perMinute).toBe(6);
  });

  it("does not count the persona's fillers", () => {
    const metrics = measureDelivery(transcript(['P', 0, 2000, 'um, well, uh, no']));
    expect(metrics.fillers.count).toBe(0);
    expect(metrics.fillers.perHundredWords).toBeNull();
  });

  it('lets a backchannel pass within a monologue and a real turn end it', () => {
    const broken = transcript(
      ['T', 0, 20_000, words(50)],
      ['P', 9000, 9500, 'Mhm, right.'],
      ['T', 20_500, 40_000, words(50)],
      ['P', 41_000, 44_000, 'That is a lot to take in.'],
      ['T', 45_000, 50_000, words(10)],
    );
    expect(measureDelivery(broken).longestMonologue).toMatchObject({ durationMs: 40_000, atMs: 0 });
  });

  it.each([
    ['How do you handle that today?', 1, 1],
    ['Do you like it?', 1, 0],
    ['do you have a minute', 1, 0],
    ['what is your biggest challenge', 1, 1],
    ['Tell me about your team.', 1, 1],
    ['I know what you mean.', 0, 0],
    ['What a day.', 0, 0],
    ['When I was there, it rained.', 0, 0],
    ['Can you tell me how that works?', 1, 1],
    ['Okay. And who decides? Do you?', 2, 1],
    ['You use a tool for that?', 1, 0],
  ])('counts the questions of "%s"', (text, count, open) => {
    const { questions } = measureDelivery(transcript(['T', 0, 3000, text]));
    expect([questions.count, questions.open]).toEqual([count, open]);
  });

  it('takes a question for a follow-up when it takes up a word just heard', () => {
    const { questions } = measureDelivery(
      transcript(
        ['P', 0, 3000, 'Our reports eat three days every month.'],
        ['T', 3500, 6000, 'Who writes the reports? And what about your dog?'],
      ),
    );
    expect(questions.followUps).toBe(1);
  });

  it.each<[string, Said[], number, number]>([
    [
      'cuts in',
      [
        ['P', 0, 5000, 'We are frozen until the end of the year.'],
        ['T', 4000, 6000, 'But let me just tell you'],
      ],
      1,
      0,
    ],
    [
      'overlaps by a breath',
      [
        ['P', 0, 5000, 'We are frozen until the end of the year.'],
        ['T', 4900, 6000, 'But let me just tell you'],
      ],
      0,
      0,
    ],
    [
      'says mhm',
      [
        ['P', 0, 5000, 'We are frozen until the end of the year.'],
        ['T', 3000, 3500, 'I see, yes'],
      ],
      0,
      0,
    ],
    [
      'talks over a mhm',
      [
        ['P', 0, 5000, 'Mhm.'],
        ['T', 3000, 6000, 'But let me just tell you'],
      ],
      0,
      0,
    ],
    [
      'is cut off',
      [
        ['T', 0, 5000, 'We help agencies with their reports.'],
        ['P', 4000, 6000, 'Let me stop you right there'],
      ],
      0,
      1,
    ],
  ])('knows whether somebody interrupts: %s', (_name, said, byTrainee, byPersona) => {
    const { interruptions } = measureDelivery(transcript(...said));
    expect(interruptions).toMatchObject({ byTrainee, byPersona });
  });

  it('takes median and p90 of the gaps before the trainee answers', () => {
    const said = [200, 400, 600, 800, 5000].flatMap((gapMs, index): Said[] => [
      ['P', index * 20_000, index * 20_000 + 2000, 'And why is that so?'],
      ['T', index * 20_000 + 2000 + gapMs, index * 20_000 + 9000, words(5)],
    ]);
    expect(measureDelivery(transcript(...said)).responseGapMs).toEqual({ median: 600, p90: 3320 });
  });

  it('counts silences over three seconds between first and last word', () => {
    const { longPauses } = measureDelivery(
      transcript(
        ['P', 5000, 6000, 'Hello there.'],
        ['T', 9000, 10_000, 'Hi.'],
        ['T', 15_000, 16_000, 'Sorry.'],
      ),
      { durationMs: 60_000 },
    );
    expect(longPauses).toEqual({ count: 1, totalMs: 5000, longestMs: 5000 });
  });

  it.each([
    [words(20), true],
    [words(19), false],
    [`${words(15)} um um um um um um`, false],
  ])('opens the gate at twenty words of substance: %#', (text, enough) => {
    expect(measureDelivery(transcript(['T', 0, 9000, text])).enoughToScore).toBe(enough);
  });

  it('says null, not zero, of what an empty call cannot tell', () => {
    expect(measureDelivery([])).toMatchObject({
      talkShare: null,
      wordsPerMinute: null,
      longestMonologue: null,
      responseGapMs: null,
      speakerChangesPerMinute: null,
      enoughToScore: false,
      hedges: { count: 0, perHundredWords: null },
    });
  });

  it('says null of pace where a typed turn took no time', () => {
    const metrics = measureDelivery(transcript(['T', 4000, 4000, words(30)]));
    expect(metrics.wordsPerMinute).toBeNull();
    expect(metrics.talkShare).toBeNull();
    expect(metrics.enoughToScore).toBe(true);
  });
});

describe('a typed turn', () => {
  const typed = (turn: TranscriptTurn): TranscriptTurn => ({ ...turn, typed: true });
  const [hello, typedQuestion, answer, spokenReply] = transcript(
    ['P', 0, 4000, 'Hello, this is Sarah, what is it about?'],
    ['T', 9000, 12_000, 'Um, how do you do that today? I think it takes you long, honestly.'],
    ['P', 12_500, 16_000, 'It takes three days every month.'],
    ['T', 17_000, 23_000, words(15)],
  ).map((turn) => (turn.id === 't1' ? typed(turn) : turn)) as [
    TranscriptTurn,
    TranscriptTurn,
    TranscriptTurn,
    TranscriptTurn,
  ];

  it('has words, questions, fillers and hedges, and nothing of a voice', () => {
    const metrics = measureDelivery([hello, typedQuestion, answer]);
    expect(metrics).toMatchObject({
      traineeWords: 14,
      questions: { count: 1, open: 1 },
      fillers: { count: 2, perMinute: null },
      hedges: { count: 1 },
      traineeSpeechMs: 0,
      talkShare: null,
      wordsPerMinute: null,
      longestMonologue: null,
      interruptions: null,
      responseGapMs: null,
      longPauses: null,
    });
    expect(metrics.fillers.perHundredWords).toBeGreaterThan(0);
  });

  it('leaves what was spoken beside it measured by itself', () => {
    const metrics = measureDelivery([hello, typedQuestion, answer, spokenReply]);
    expect(metrics).toMatchObject({
      traineeSpeechMs: 6000,
      wordsPerMinute: 150,
      talkShare: 0.4444,
      longestMonologue: { turnId: 't3', durationMs: 6000 },
      responseGapMs: { median: 1000, p90: 1000 },
      longPauses: { count: 0 },
      fillers: { count: 2, perMinute: 0 },
    });
  });

  it('over the persona is no interruption', () => {
    const over = typed({ ...typedQuestion, startMs: 1000, endMs: 2000 });
    const { interruptions } = measureDelivery([hello, over, answer, spokenReply]);
    expect(interruptions).toMatchObject({ byTrainee: 0, byPersona: 0 });
  });

  it('does not make the talking of a spoken one its own response', () => {
    const late = { ...spokenReply, startMs: 12_100, endMs: 12_400 };
    expect(measureDelivery([hello, typedQuestion, late]).responseGapMs).toBeNull();
  });
});

const anyTurn: fc.Arbitrary<TranscriptTurn> = fc
  .record({
    id: fc.uuid(),
    speaker: fc.constantFrom('trainee' as const, 'persona' as const),
    text: fc.oneof(
      fc.string({ maxLength: 80 }),
      fc.constantFrom(
        'Mhm.',
        'um, like, you know',
        'How do you do that?',
        words(30),
        'I think maybe',
      ),
    ),
    startMs: fc.nat(600_000),
    lengthMs: fc.integer({ min: -100, max: 60_000 }),
    interrupted: fc.boolean(),
    typed: fc.boolean(),
  })
  .map(({ lengthMs, ...turn }) => ({ ...turn, endMs: Math.max(0, turn.startMs + lengthMs) }));

describe('whatever was said, the metrics', () => {
  it('satisfy their schema and their bounds', () => {
    fc.assert(
      fc.property(fc.array(anyTurn, { maxLength: 40 }), (turns) => {
        const metrics = DeliveryMetrics.parse(measureDelivery(turns));
        const lastMs = Math.max(0, ...turns.map(({ endMs, startMs }) => Math.max(endMs, startMs)));
        expect(metrics.traineeSpeechMs).toBeLessThanOrEqual(lastMs);
        expect(metrics.longestMonologue?.durationMs ?? 0).toBeLessThanOrEqual(lastMs);
        expect(metrics.questions.open).toBeLessThanOrEqual(metrics.questions.count);
        expect(metrics.questions.followUps).toBeLessThanOrEqual(metrics.questions.count);
        const { longestMs, totalMs } = metrics.longPauses ?? { longestMs: 0, totalMs: 0 };
        expect(longestMs).toBeLessThanOrEqual(totalMs);
      }),
      { numRuns: 200 },
    );
  });

  it('do not depend on the order in which turns are listed', () => {
    const distinctStarts = fc.uniqueArray(anyTurn, {
      maxLength: 15,
      selector: ({ startMs }) => startMs,
    });
    fc.assert(
      fc.property(distinctStarts, (turns) => {
        expect(measureDelivery([...turns].reverse())).toEqual(measureDelivery(turns));
      }),
      { numRuns: 100 },
    );
  });

  it('do not change when the whole call is moved in time, but for the places', () => {
    fc.assert(
      fc.property(fc.array(anyTurn, { maxLength: 15 }), fc.nat(100_000), (turns, shiftMs) => {
        const ordered = turns.map((turn) => ({
          ...turn,
          endMs: Math.max(turn.startMs, turn.endMs),
        }));
        const moved = ordered.map((turn) => ({
          ...turn,
          startMs: turn.startMs + shiftMs,
          endMs: turn.endMs + shiftMs,
        }));
        const before = measureDelivery(ordered, { durationMs: 900_000 });
        const after = measureDelivery(moved, { durationMs: 900_000 });
        expect(after.talkShare).toBe(before.talkShare);
        expect(after.wordsPerMinute).toBe(before.wordsPerMinute);
        expect(after.responseGapMs).toEqual(before.responseGapMs);
        expect(after.longPauses).toEqual(before.longPauses);
      }),
      { numRuns: 100 },
    );
  });
});
