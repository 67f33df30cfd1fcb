import type { CallRecording } from './recordings.schemas';

type Peaks = CallRecording['peaks'];

/** A byte a peak, the trainee's first, then as many of the persona's: under a kilobyte a call. */
export const packPeaks = ({ trainee, persona }: Peaks): Buffer =>
  Buffer.from(
    [...trainee, ...persona].map((peak) => Math.round(Math.min(1, Math.max(0, peak)) * 255)),
  );

export const unpackPeaks = (packed: Buffer): Peaks => {
  const peaks = Array.from(packed, (level) => Math.round((level / 255) * 1000) / 1000);
  return { trainee: peaks.slice(0, peaks.length / 2), persona: peaks.slice(peaks.length / 2) };
};
