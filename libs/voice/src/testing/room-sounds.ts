/** Sounds of a room, mono PCM16 at 16 kHz, the same in every run. */
export const ROOM_SAMPLE_RATE = 16_000;

const samplesOf = (ms: number): number => Math.round((ms * ROOM_SAMPLE_RATE) / 1000);

const rendered = (ms: number, sample: (at: number) => number): Int16Array =>
  Int16Array.from({ length: samplesOf(ms) }, (_sample, at) => clipped(sample(at)));

const clipped = (value: number): number => Math.max(-32768, Math.min(32767, Math.round(value)));

/** From -1 to 1, evenly. */
function noiseSource(seed = 12345): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 1073741824 - 1;
  };
}

/** White noise of that level. */
export function whiteNoise(ms: number, dbfs: number): Int16Array {
  const random = noiseSource();
  const peak = 32768 * 10 ** (dbfs / 20) * Math.sqrt(3);
  return rendered(ms, () => peak * random());
}

export const sineTone = (ms: number, hz: number): Int16Array =>
  rendered(ms, (at) => 9000 * Math.sin((2 * Math.PI * hz * at) / ROOM_SAMPLE_RATE));

/** Somebody types: the stroke and the release of a key, about seven keys a second. */
export function typing(ms: number): Int16Array {
  const random = noiseSource();
  const output = new Float64Array(samplesOf(ms));
  for (let at = 0; at < output.length; at += samplesOf(110 + 70 * Math.abs(random()))) {
    strike(output, at, 9000, random);
    strike(output, at + samplesOf(60), 4000, random);
  }
  return Int16Array.from(output, clipped);
}

/** Somebody knocks on the desk twice a second. */
export function knocking(ms: number): Int16Array {
  return rendered(ms, (at) => {
    const since = at % samplesOf(500);
    return (
      20_000 * Math.sin((2 * Math.PI * 110 * since) / ROOM_SAMPLE_RATE) * Math.exp(-since / 350)
    );
  });
}

function strike(output: Float64Array, at: number, peak: number, random: () => number): void {
  for (let since = 0; since < samplesOf(25) && at + since < output.length; since++) {
    output[at + since] = (output[at + since] ?? 0) + peak * random() * Math.exp(-since / 64);
  }
}

/** Both at once, as long as the first. */
export const mixed = (sound: Int16Array, other: Int16Array): Int16Array =>
  sound.map((sample, at) => clipped(sample + (other[at] ?? 0)));
