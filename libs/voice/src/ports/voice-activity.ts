export type VoiceActivityEvent = { type: 'start' } | { type: 'end' };

/** Finds speech in a stream of mono PCM16. */
export interface VoiceActivityDetector {
  /** Events for what these samples completed, in order; usually none. */
  push(samples: Int16Array): readonly VoiceActivityEvent[];
  reset(): void;
}
