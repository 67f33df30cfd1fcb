import type { VoiceEvent } from '@sparline/voice';
import { type Benchmark, type BenchRow, rowOf } from './bench-table';
import type { ExactEar } from './exact-ear';
import { wordTimes } from './fixed-delay-providers';
import { SimulatedCall } from './simulated-call';

const CALLS = 20;
const ONE_WAY_MS = 25;
export const REPLY =
  'We looked at something like this last year and nobody in the team found the time to try it out';

export type Difference = {
  words: number;
  ms: number;
  /** Heard of the word that was cut in the middle, which history leaves out. */
  cutWordMs: number;
};

export type Spoken = Extract<VoiceEvent, { type: 'turn.spoken' }>;
export type Segment = Extract<VoiceEvent, { type: 'segment.started' }>;

/** What the model and the transcript hold of a reply, against what the ear has played of it. */
export function differenceOf(
  spoken: Spoken,
  ear: Pick<ExactEar, 'playedMs'>,
  segments: readonly Segment[],
): Difference {
  const words = segments
    .filter(({ turnId }) => turnId === spoken.turnId)
    .flatMap(({ segmentId, text }) => {
      const playedMs = ear.playedMs.get(segmentId) ?? 0;
      return wordTimes(text).map(({ startMs, endMs }) => ({
        ms: endMs - startMs,
        heard: endMs <= playedMs,
        cutMs: endMs > playedMs ? Math.max(0, playedMs - startMs) : 0,
      }));
    });
  const heard = words.filter((word) => word.heard).length;
  const held = spoken.heardText.split(' ').filter((word) => word !== '').length;
  const between = words.slice(Math.min(heard, held), Math.max(heard, held));
  return {
    words: between.length,
    ms: between.reduce((sum, { ms }) => sum + ms, 0),
    cutWordMs: words.reduce((sum, { cutMs }) => sum + cutMs, 0),
  };
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
    // Held for no more than 30 ms: the ear's word of where it stands is still on its way.
    const [cutAtOnce, heldFirst] = await Promise.all([manyInterrupted(30), manyInterrupted(250)]);
    return [
      ...rowsOf('cut before the ear has told', cutAtOnce),
      ...rowsOf('held first', heldFirst),
    ];
  },
};

export const rowsOf = (name: string, differences: readonly Difference[]): BenchRow[] => [
  rowOf(
    `${name}: words too many or missing`,
    differences.map(({ words }) => words),
    { unit: 'words' },
  ),
  rowOf(
    `${name}: the same in time`,
    differences.map(({ ms }) => ms),
    { unit: 'ms', target: 'p50 20' },
  ),
  {
    name: `${name}: exact to the word`,
    n: differences.length,
    p50: (100 * differences.filter(({ words }) => words === 0).length) / differences.length,
    unit: '%',
  },
  rowOf(
    `${name}: begun word left out on purpose`,
    differences.map(({ cutWordMs }) => cutWordMs),
    { unit: 'ms' },
  ),
];
