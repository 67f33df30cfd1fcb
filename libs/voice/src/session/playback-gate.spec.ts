import type { VoiceEvent } from '../events/voice-event';
import type { CallRecorder } from '../ports/call-recorder';
import { LoopbackSink } from '../testing/loopback-sink';
import { VirtualClock } from '../testing/virtual-clock';
import { playbackSpans } from '../recording/playback-spans';
import { CallLog } from './call-log';
import { PersonaTurn } from './persona-turn';
import { PlaybackGate } from './playback-gate';

const RATE = 16_000;
const second = new Int16Array(RATE);

function setUp(recorder?: CallRecorder) {
  const clock = new VirtualClock();
  const sink = new LoopbackSink(clock, RATE);
  const events: VoiceEvent[] = [];
  const log = new CallLog(clock, (event) => events.push(event));
  const played: string[] = [];
  const gate = new PlaybackGate(sink, log, recorder, (turn, firstSound) =>
    played.push(`${turn.turnId} ${firstSound}`),
  );
  const open = (epoch: number): PersonaTurn => {
    const turn = new PersonaTurn(epoch, `p${epoch}`, RATE);
    gate.open(turn);
    return turn;
  };
  return { clock, sink, events, gate, open, played };
}

test('what a former epoch still makes reaches no ear and no log', () => {
  const { events, gate, open, sink } = setUp();
  open(1);
  const segmentId = gate.begin(1, 'Old words.') ?? '';
  open(2);
  events.length = 0;
  gate.write(1, segmentId, second);
  gate.words(1, segmentId, [{ text: 'Old', startMs: 0, endMs: 100 }]);
  expect(gate.begin(1, 'More old words.')).toBeNull();
  expect(gate.end(1, segmentId)).toBe(false);
  expect([sink.calls, events]).toEqual([[], []]);
});

test('reports of a former epoch move nothing', async () => {
  const { clock, gate, open, played } = setUp();
  const old = open(1);
  gate.write(1, gate.begin(1, 'Old words.') ?? '', second);
  const current = open(2);
  await clock.advance(500);
  expect(played).toEqual([]);
  expect([old.audible, current.audible]).toEqual([false, false]);
});

test('time since the last report is credited as heard when the output is cut', async () => {
  const { clock, gate, open } = setUp();
  const turn = open(1);
  gate.write(1, gate.begin(1, 'Some words.') ?? '', second);
  await clock.advance(370);
  gate.clear();
  expect(turn.segments[0]?.playedMs).toBe(370);
});

test('no more is credited than was made, and nothing while it is held', async () => {
  const { clock, gate, open } = setUp();
  const short = open(1);
  gate.write(1, gate.begin(1, 'Short.') ?? '', second.subarray(0, 1600));
  await clock.advance(220);
  gate.clear();
  expect(short.segments[0]?.playedMs).toBe(100);
  const held = open(2);
  gate.write(2, gate.begin(2, 'Held.') ?? '', second);
  await clock.advance(350);
  gate.pause();
  await clock.advance(100);
  gate.clear();
  expect(held.segments[0]?.playedMs).toBe(350);
});

test('of what is cut soon after it was held, the time until then is credited', async () => {
  const { clock, gate, open, sink } = setUp();
  const turn = open(1);
  gate.write(1, gate.begin(1, 'Some words.') ?? '', second);
  // The far end's word of where it was held is still on its way when the output is cut.
  sink.pause = () => undefined;
  await clock.advance(350);
  gate.pause();
  await clock.advance(40);
  gate.clear();
  expect(turn.segments[0]?.playedMs).toBe(350);
});

test('everything not yet played is cleared, segment by segment', () => {
  const { events, gate, open, sink } = setUp();
  open(1);
  for (const text of ['One.', 'Two.']) gate.write(1, gate.begin(1, text) ?? '', second);
  gate.clear();
  const cleared = sink.calls.filter(({ call }) => call === 'clear');
  expect(cleared.map(({ segmentId }) => segmentId)).toEqual(['p1.1', 'p1.2']);
  expect(events.filter(({ type }) => type === 'segment.produced')).toHaveLength(2);
});

test('whoever waits for room is let go when the epoch ends', async () => {
  const { gate, open } = setUp();
  open(1);
  gate.write(1, gate.begin(1, 'One.') ?? '', second);
  const waiting = gate.whenAtMost(1, 0);
  gate.clear();
  await expect(waiting).resolves.toBeUndefined();
});

test('two segments that are made in turns are each heard whole in the recording', async () => {
  const stored: number[] = [];
  const { clock, events, gate, open } = setUp({
    trainee: () => undefined,
    persona: (_segmentId, samples) => {
      const offsetSamples = stored.length;
      stored.push(...samples);
      return { offsetSamples };
    },
  });
  events.push({
    seq: 0,
    atMs: 0,
    type: 'session.started',
    engine: 'pipeline',
    outputSampleRate: RATE,
  });
  open(1);
  const [one, two] = [gate.begin(1, 'One.') ?? '', gate.begin(1, 'Two.') ?? ''];
  for (const piece of [1, 2, 3]) {
    gate.write(1, one, second.slice(0, 1600).fill(piece));
    gate.write(1, two, second.slice(0, 800).fill(10 * piece));
  }
  gate.end(1, one);
  gate.end(1, two);
  await clock.advance(1000);
  const heard = playbackSpans(events).flatMap(({ offsetSamples, samples }) =>
    stored.slice(offsetSamples, offsetSamples + samples),
  );
  const pieces = heard.filter((sample, at) => sample !== heard[at - 1]);
  expect([pieces, heard.length]).toEqual([[1, 2, 3, 10, 20, 30], 3 * 2400]);
});

test('a sink whose last report crossed the pause is not left held for the next turn', () => {
  const { gate, open, sink } = setUp();
  open(1);
  const segmentId = gate.begin(1, 'Some words.') ?? '';
  gate.write(1, segmentId, second);
  gate.end(1, segmentId);
  gate.pause();
  sink.tell({ type: 'finished', segmentId, playedMs: 1000 });
  gate.close();
  expect(sink.calls.at(-1)).toMatchObject({ call: 'resume', segmentId });
});

test('a held sink is cleared without being let go before', () => {
  const { gate, open, sink } = setUp();
  open(1);
  gate.write(1, gate.begin(1, 'Some words.') ?? '', second);
  gate.pause();
  gate.clear();
  expect(sink.calls.map(({ call }) => call)).toEqual(['write', 'pause', 'clear']);
});

test('a log that breaks off in a sentence that is still made has what was heard of it', async () => {
  const { clock, events, gate, open } = setUp();
  events.push({
    seq: 0,
    atMs: 0,
    type: 'session.started',
    engine: 'pipeline',
    outputSampleRate: RATE,
  });
  open(1);
  const [one, two] = [gate.begin(1, 'A long one.') ?? '', gate.begin(1, 'Two.') ?? ''];
  for (const ms of [600, 500, 400]) {
    gate.write(1, one, second.subarray(0, 16 * ms));
    gate.write(1, two, second.subarray(0, 16 * 100));
    await clock.advance(ms);
  }
  const heard = () =>
    playbackSpans(events).map(({ offsetSamples, samples }) => [offsetSamples / 16, samples / 16]);
  const untilNow = [
    [0, 600],
    [700, 500],
    [1300, 400],
  ];
  expect(heard()).toEqual(untilNow);
  gate.end(1, one);
  expect(heard()).toEqual(untilNow);
});
