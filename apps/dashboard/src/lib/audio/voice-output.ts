import type { PlaybackProgress } from './playback-account';

/** How the persona is heard: the server's sound, the browser's own voice, or words at reading pace. */
export interface VoiceOutput {
  /** Of the voice now, 0 to 1, for the ring around the persona. */
  readonly level: number;
  /** Something is audible, held or about to be. */
  readonly active: boolean;
  /** Holds the voice where it is; nothing is lost. */
  pause(): void;
  resume(): void;
  /** Stops now and forgets what is buffered. */
  clear(segmentId?: string): void;
  close(): void;
}

export type VoiceOutputEvents = { onProgress: (progress: PlaybackProgress) => void };

/** A voice that is given words, not sound. */
export interface TextVoice extends VoiceOutput {
  speak(segmentId: string, text: string): void;
}
