const FRAME_SAMPLES = 80;
const FRAME_MS = 10;
/** Quieter is a pause, in a voice without a room around it. */
const AUDIBLE = 200;

/**
 * Speech at 8 kHz whose pauses are at most so long. Simulated recognisers take a longer one for the end
 * of what was said, and would hear something else after it.
 */
export function joinedUp(samples: Int16Array, longestPauseMs: number): Int16Array {
  const joined = new Int16Array(samples.length);
  let length = 0;
  let silentMs = 0;
  for (let at = 0; at < samples.length; at += FRAME_SAMPLES) {
    const frame = samples.subarray(at, at + FRAME_SAMPLES);
    const isAudible = frame.some((sample) => Math.abs(sample) > AUDIBLE);
    silentMs = isAudible ? 0 : silentMs + FRAME_MS;
    if (silentMs > longestPauseMs) continue;
    joined.set(frame, length);
    length += frame.length;
  }
  return joined.subarray(0, length);
}
