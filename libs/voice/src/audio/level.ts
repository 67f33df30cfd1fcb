/** What silence is reported as; full scale is 0. */
export const SILENCE_DBFS = -100;
const FULL_SCALE = 32768;

/** Root mean square in decibels below full scale: a full-scale square wave is 0, a sine -3. */
export function levelDbfs(samples: Int16Array): number {
  if (samples.length === 0) return SILENCE_DBFS;
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return powerToDbfs(sum / samples.length);
}

/** Mean square of PCM16 samples to decibels. */
export function powerToDbfs(meanSquare: number): number {
  const dbfs = 10 * Math.log10(meanSquare / (FULL_SCALE * FULL_SCALE));
  return Math.max(SILENCE_DBFS, dbfs);
}
