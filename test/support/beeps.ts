import { type Burst, BURST_MS } from '../../libs/voice/src/recording/bursts.fixture';

const PITCH_HZ = 1_000;
const LOUD = 12_000;
/** Too short to be taken for speech, and no two gaps alike: a place among them is known by its neighbours. */
const PATTERN_MS = [0, 370, 850, 1_480, 1_900, 2_450];
const PERIOD_MS = 2_900;
const AGREEMENT_MS = 5;

/** The n-th sample of beeps in silence. */
export const beepAt = (sample: number, sampleRate: number): number => {
  const atMs = (sample * 1000) / sampleRate;
  const inPeriodMs = atMs % PERIOD_MS;
  const sounds = PATTERN_MS.some(
    (fromMs) => inPeriodMs >= fromMs && inPeriodMs < fromMs + BURST_MS,
  );
  if (!sounds) return 0;
  return Math.round(LOUD * Math.sin((2 * Math.PI * PITCH_HZ * atMs) / 1000));
};

export const beepsFor = (ms: number, sampleRate: number): Int16Array =>
  Int16Array.from({ length: (ms * sampleRate) / 1000 }, (_, at) => beepAt(at, sampleRate));

/** What lies between two clocks: that on which most of the beeps on both agree. */
export const clockOffset = (there: readonly Burst[], here: readonly Burst[]): number => {
  const apart = there
    .flatMap((one) => here.map((other) => one.startMs - other.startMs))
    .sort((left, right) => left - right);
  let agreed: number[] = [];
  for (const [at, fromMs] of apart.entries()) {
    let end = at;
    while (end < apart.length && (apart[end] ?? NaN) - fromMs <= AGREEMENT_MS) end += 1;
    if (end - at > agreed.length) agreed = apart.slice(at, end);
  }
  return agreed[Math.floor(agreed.length / 2)] ?? NaN;
};

export const moved = (bursts: readonly Burst[], byMs: number): Burst[] =>
  bursts.map(({ startMs, endMs }) => ({ startMs: startMs + byMs, endMs: endMs + byMs }));
