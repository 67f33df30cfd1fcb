import { readFileSync } from 'node:fs';
import { MPEGDecoder } from 'mpg123-decoder';
import { decodeMulaw, MULAW_SAMPLE_RATE } from '../audio/mulaw';
import type { HeardSound } from '../testing/far-end-buffer';

const PITCH_HZ = 1_000;
const LOUD = 12_000;
/** Beeps so long, so often; what is shorter was cut off within one. */
export const BURST_MS = 40;
export const BURST_EVERY_MS = 400;

/** Beeps in silence, by which a place in a sound is found again. */
export const burstAt = (sample: number, sampleRate: number): number => {
  const atMs = (sample * 1000) / sampleRate;
  if (atMs % BURST_EVERY_MS >= BURST_MS) return 0;
  return Math.round(LOUD * Math.sin((2 * Math.PI * PITCH_HZ * atMs) / 1000));
};

export type Burst = { startMs: number; endMs: number };

const THRESHOLD = LOUD / 6;
/** Between two periods of the pitch it is not silent. */
const HOLD_MS = 5;

/** Finds where beeps begin and end in samples that come in pieces. */
export class BurstFinder {
  readonly found: Burst[] = [];
  private at = 0;
  private quietSince = Infinity;

  constructor(private readonly sampleRate: number) {}

  push(samples: ArrayLike<number>, scale = 1): void {
    for (let index = 0; index < samples.length; index += 1, this.at += 1) {
      const value = (samples[index] ?? 0) * scale;
      if (value < THRESHOLD && value > -THRESHOLD) continue;
      const ms = (this.at * 1000) / this.sampleRate;
      const last = this.found.at(-1);
      if (last && ms - this.quietSince < HOLD_MS) last.endMs = ms;
      else this.found.push({ startMs: ms, endMs: ms });
      this.quietSince = ms;
    }
  }
}

/** What a telephone has heard, on its own clock. */
export const burstsOfSounds = (sounds: readonly HeardSound[]): Burst[] =>
  sounds.flatMap(({ atMs, mulaw }) => {
    const finder = new BurstFinder(MULAW_SAMPLE_RATE);
    const samples = new Int16Array(mulaw.length);
    decodeMulaw(mulaw, samples);
    finder.push(samples);
    return finder.found.map(({ startMs, endMs }) => ({
      startMs: startMs + atMs,
      endMs: endMs + atMs,
    }));
  });

const CHUNK_BYTES = 64 * 1024;

/** Of a stereo MP3, as a player hears it: trainee left, persona right. */
export const burstsOfMp3 = async (
  path: string,
): Promise<{ trainee: Burst[]; persona: Burst[]; durationMs: number }> => {
  const decoder = new MPEGDecoder();
  await decoder.ready;
  const bytes = readFileSync(path);
  let sides: [BurstFinder, BurstFinder] | undefined;
  let samples = 0;
  let sampleRate = 0;
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    const decoded = decoder.decode(bytes.subarray(at, at + CHUNK_BYTES));
    const [left, right] = decoded.channelData;
    if (!left || !right || left.length === 0) continue;
    ({ sampleRate } = decoded);
    sides ??= [new BurstFinder(sampleRate), new BurstFinder(sampleRate)];
    sides[0].push(left, 32768);
    sides[1].push(right, 32768);
    samples += left.length;
  }
  decoder.free();
  const [trainee, persona] = sides ?? [];
  return {
    trainee: trainee?.found ?? [],
    persona: persona?.found ?? [],
    durationMs: (samples * 1000) / sampleRate,
  };
};

/** How far the beeps of a recording lie from where they were heard; of each, the farthest off. */
export const offBy = (recorded: readonly Burst[], heard: readonly Burst[]): number => {
  const nearest = (burst: Burst, others: readonly Burst[]) =>
    Math.min(...others.map(({ startMs }) => Math.abs(startMs - burst.startMs)));
  const whole = (burst: Burst) => burst.endMs - burst.startMs > BURST_MS / 4;
  // Both ways: nothing heard is missing, and nothing recorded was not heard.
  return Math.max(
    ...heard.filter(whole).map((burst) => nearest(burst, recorded)),
    ...recorded.filter(whole).map((burst) => nearest(burst, heard)),
  );
};
