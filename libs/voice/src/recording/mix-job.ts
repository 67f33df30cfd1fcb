import type { MixSource } from './stereo-mix';

export type MixJob = MixSource & { outputPath: string; kbitPerSecond: 64 | 80 | 96 };

export type MixedRecording = {
  durationMs: number;
  bytes: number;
  /** Loudness over time for drawing, up to 400 values from 0 to 1 a channel. */
  peaks: { trainee: number[]; persona: number[] };
};
