import type { VoiceEvent } from '@sparline/voice';
import { type Benchmark, type BenchRow, rowOf } from './bench-table';
import type { ExactEar } from './exact-ear';
import { wordTimes } from './fixed-delay-providers';
import { SimulatedCall } from './simulated-call';

const CALLS = 20;
const ONE_WAY_MS = 25;
const REPLY =
  'We looked at something like this last year and nobody in the team found the time to try it out';

type Difference = { words: number; ms: number };

type Spoken = Extract<VoiceEvent, { type: 'turn.spoken' }>;
type Segment = Extract<VoiceEvent, { type: 'segment.started' }>;

/** What the model and the transcript hold of a reply, against what the ear has played of it. */
function differenceOf(spoken: Spoken, ear: ExactEar, segments: readonly Segment[]): Difference {
  const words = segments
    .filter(({ turnId }) => turnId === spoken.turnId)
    .flatMap(({ segmentId, text }) => {
      const playedMs = ear.playedMs.get(segmentId) ?? 0;
      return wordTimes(text).map(({ startMs, endMs }) => ({
        ms: endMs - startMs,
        heard: endMs <= playedMs,
      }));
    });
  const heard = words.filter((word) => word.heard).length;
  const held = spoken.heardText.split(' ').filter((word) => word !== '').length;
  const between = words.slice(Math.min(heard, held), Math.max(heard, held));
  return { words: between.length, ms: between.reduce((sum, { ms }) => sum + ms, 0) };
}

/** Two turns, each answered at length and interrupted at another place. */
async function interrupted(at: number, interimMs: number): Promise<Difference[]> {
  const segments: Segment[] = [];
  const call = new SimulatedCall({
    recogniser: { said: 'Hold on a second please.', interimMs, finalMs: 100 },
    reply: REPLY,
    firstTokenMs: 50,
    firstAudioMs: 50,
    oneWayMs: ONE_WAY_MS,
    phaseMs: at * 7,
    onEvent: (event) => {
      if (event.type === 'segment.started') segments.push(event);
    },
  });
  await call.greeted();
  const differences: Difference[] = [];
  let sounds = call.sounds();
  await call.microphone.say(400);
  for (let cut = 0; cut < 2; cut += 1) {
    await sounds;
    await call.pass(700 + ((at * 137 + cut * 411) % 2000));
    const cutOff = call.until(({ type }) => type === 'turn.spoken');
    sounds = call.sounds();
    await call.microphone.say(400);
    const spoken = (await cutOff) as Spoken;
    // What was under way to the ear is heard before the cut arrives there.
    await call.pass(2 * ONE_WAY_MS);
    differences.push(differenceOf(spoken, call.ear, segments));
  }
  await call.end();
  return differences;
}

async function manyInterrupted(interimMs: number): Promise<Difference[]> {
  const calls = Array.from({ length: CALLS }, (_call, at) => interrupted(at, interimMs));
  return (await Promise.all(calls)).flat();
}

export const heard: Benchmark = {
  name: 'heard',
  about: `History against what was heard after an interruption; an ear ${ONE_WAY_MS} ms away that reports every 100 ms`,
  run: async (): Promise<BenchRow[]> => {
    const cutAtOnce = await manyInterrupted(30);
    const heldFirst = await manyInterrupted(250);
    const words = { unit: 'words' };
    const ms = { unit: 'ms', target: 'p50 20' };
    return [
      rowOf(
        'words recognised before the hold',
        cutAtOnce.map((one) => one.words),
        words,
      ),
      rowOf(
        'the same in time',
        cutAtOnce.map((one) => one.ms),
        ms,
      ),
      rowOf(
        'held first, then words',
        heldFirst.map((one) => one.words),
        words,
      ),
      rowOf(
        'the same in time',
        heldFirst.map((one) => one.ms),
        ms,
      ),
    ];
  },
};
