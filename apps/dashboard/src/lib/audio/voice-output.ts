import type { PlaybackProgress } from './playback-account';

/** From the server: go on at `fromMs` of the segment, where it says one. `resumeId` counts its resumes. */
export type ServerResume = { segmentId: string; fromMs?: number; resumeId?: number };

/** How the persona is heard: the server's sound, the browser's own voice, or words at reading pace. */
export interface VoiceOutput {
  /** Of the voice now, 0 to 1, for the ring around the persona. */
  readonly level: number;
  /** Something is audible, held or about to be. */
  readonly active: boolean;
  /** Holds the voice where it is; nothing is lost. */
  pause(): void;
  /** Goes on where it stood, or, where the voice can, from the beginning of the word that was cut. */
  resume(from?: ServerResume): void;
  /** Stops now and forgets what is buffered. */
  clear(segmentId?: string): void;
  close(): void;
}

export type VoiceOutputEvents = { onProgress: (progress: PlaybackProgress) => void };

/** A voice that is given words, not sound. */
export interface TextVoice extends VoiceOutput {
  speak(segmentId: string, text: string): void;
}
