import { deriveTurns } from './derive-turns';
import type { VoiceEvent, VoiceEventBody } from './voice-event';

/** Events at given times, in order. */
const logOf = (...entries: [atMs: number, body: VoiceEventBody][]): VoiceEvent[] =>
  entries.map(([atMs, body], at) => ({ seq: at + 1, atMs, ...body }));

const started: [number, VoiceEventBody] = [
  0,
  { type: 'session.started', engine: 'pipeline', outputSampleRate: 16_000 },
];
const segment = (turnId: string, segmentId: string, text: string): VoiceEventBody => ({
  type: 'segment.started',
  turnId,
  segmentId,
  text,
});
const committed = (turnId: string, text: string, startMs: number) =>
  ({
    type: 'turn.committed',
    turnId,
    text,
    startMs,
    endMs: startMs + 900,
    by: 'silence',
  }) satisfies VoiceEventBody;

test('a turn that was committed again counts once, with its last text', () => {
  const log = logOf([1000, committed('t1', 'We', 100)], [3000, committed('t1', 'We help.', 100)]);
  expect(deriveTurns(log)).toEqual([
    expect.objectContaining({ id: 't1', speaker: 'trainee', text: 'We help.', endMs: 1000 }),
  ]);
});

test('says of a turn whether it was typed; older logs say nothing, and nothing was', () => {
  const typed: VoiceEventBody = { ...committed('t2', 'Why?', 2000), by: 'text', typed: true };
  const log = logOf([1000, committed('t1', 'We help.', 100)], [3000, typed]);
  expect(deriveTurns(log).map((turn) => turn.typed)).toEqual([false, true]);
});

test('turns stand in the order they began, whenever they were closed', () => {
  const spoken: VoiceEventBody = {
    type: 'turn.spoken',
    turnId: 'p1',
    generatedText: 'Hello there.',
    heardText: 'Hello',
    estimated: true,
    interrupted: true,
    startMs: 500,
    endMs: 900,
  };
  const log = logOf([950, committed('t1', 'Wait', 800)], [960, spoken]);
  expect(deriveTurns(log)).toEqual([
    expect.objectContaining({ id: 'p1', text: 'Hello', generatedText: 'Hello there.' }),
    expect.objectContaining({ id: 't1', text: 'Wait', generatedText: 'Wait' }),
  ]);
});

test('a reply of which nothing was heard is no turn', () => {
  const log = logOf(started, [100, segment('p1', 'p1.1', 'Hello there.')]);
  expect(deriveTurns(log)).toEqual([]);
});

test('an open turn is rebuilt from the last report, to the word', () => {
  const words = [
    { text: 'Hello', startMs: 0, endMs: 400 },
    { text: 'there.', startMs: 400, endMs: 900 },
  ];
  const log = logOf(
    started,
    [100, segment('p1', 'p1.1', 'Hello there.')],
    [200, { type: 'segment.words', segmentId: 'p1.1', words }],
    [300, { type: 'segment.produced', segmentId: 'p1.1', offsetSamples: 0, samples: 16_000 }],
    [310, { type: 'reply.generated', turnId: 'p1', text: 'Hello there. How are you?' }],
    [700, { type: 'playback.progress', segmentId: 'p1.1', playedMs: 450 }],
  );
  expect(deriveTurns(log)).toEqual([
    {
      id: 'p1',
      speaker: 'persona',
      text: 'Hello',
      generatedText: 'Hello there. How are you?',
      startMs: 250,
      endMs: 700,
      interrupted: true,
      estimated: false,
      typed: false,
    },
  ]);
});

test('without word times an open turn is cut by proportion', () => {
  const log = logOf(
    started,
    [100, segment('p1', 'p1.1', 'Hello there.')],
    [300, { type: 'segment.produced', segmentId: 'p1.1', offsetSamples: 0, samples: 16_000 }],
    [700, { type: 'playback.progress', segmentId: 'p1.1', playedMs: 600 }],
  );
  expect(deriveTurns(log)).toEqual([expect.objectContaining({ text: 'Hello', estimated: true })]);
});

test('a segment that was made in parts is as long as all of them', () => {
  const half = { type: 'segment.produced', segmentId: 'p1.1', samples: 8000 } as const;
  const log = logOf(
    started,
    [100, segment('p1', 'p1.1', 'Hello there.')],
    [300, { ...half, offsetSamples: 0 }],
    [300, { ...half, offsetSamples: 12_000 }],
    [700, { type: 'playback.progress', segmentId: 'p1.1', playedMs: 600 }],
  );
  expect(deriveTurns(log)).toEqual([expect.objectContaining({ text: 'Hello', estimated: true })]);
});

test('an empty log has no turns', () => expect(deriveTurns([])).toEqual([]));
