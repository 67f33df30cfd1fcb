const FREQUENCY_HZ = 880;
const LENGTH_MS = 180;
/** Long enough that nothing clicks. */
const RAMP_MS = 12;
/** Of full scale: as loud as speech, not louder. */
const AMPLITUDE = 0.18;

/** A short pure tone after a pause, with soft edges. */
export const beep = (sampleRate: number, pauseMs: number): Int16Array => {
  const count = (ms: number): number => Math.round((ms * sampleRate) / 1000);
  const [pause, length, ramp] = [count(pauseMs), count(LENGTH_MS), count(RAMP_MS)];
  const samples = new Int16Array(pause + length);
  for (let at = 0; at < length; at += 1) {
    const edge = Math.min(1, at / ramp, (length - 1 - at) / ramp);
    const tone = Math.sin((2 * Math.PI * FREQUENCY_HZ * at) / sampleRate);
    samples[pause + at] = Math.round(tone * edge * AMPLITUDE * 32_767);
  }
  return samples;
};
