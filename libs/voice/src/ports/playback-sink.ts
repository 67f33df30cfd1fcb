export type PlaybackEvent =
  /**
   * `playedMs` of the segment have left the speaker; never more than was written. `roundTripMs`: the
   * sink tells so by its schedule, and so much later, at the soonest, comes what was said at the far
   * end when that was heard there. Absent where the far end itself tells.
   */
  | { type: 'progress'; segmentId: string; playedMs: number }
  | { type: 'finished'; segmentId: string; playedMs: number; roundTripMs?: number }
  /**
   * Of a sink that tells by its schedule: word has come from the far end itself that so much was
   * played; more than was written where silence fills up the last frame. Moves nothing of what was
   * heard, and tells when it was.
   */
  | { type: 'confirmed'; segmentId: string; playedMs: number };

/**
 * The ear's side of a call. Speaking means audible: only a sink's events move what was heard.
 * A segment is one sentence or clause of a persona's turn.
 */
export interface PlaybackSink {
  /** Of the samples `write` takes, in hertz. */
  readonly sampleRate: number;
  /** The far end speaks text itself (a browser's own voice): `speak` is called in place of `write`. */
  readonly speaksText: boolean;
  write(segmentId: string, samples: Int16Array): void;
  /**
   * Telephones: µ-law at 8 kHz as it is, in whole frames of 20 ms, in place of `write`. The bytes may
   * be reused after the call returns.
   */
  writeMulaw?(segmentId: string, codes: Uint8Array): void;
  speak(segmentId: string, text: string): void;
  /** No more audio will follow for the segment. */
  end(segmentId: string): void;
  /** Holds the output where it is; nothing is lost. */
  pause(segmentId: string): void;
  /**
   * Goes on from `fromMs` of the segment: where it was held, or the beginning of the word that was
   * cut by holding it. A sink keeps what it played last (two seconds) to be able to go back.
   */
  resume(segmentId: string, fromMs: number): void;
  /** Stops now and forgets everything buffered; no progress is reported for it afterwards. */
  clear(segmentId: string): void;
  subscribe(listener: (event: PlaybackEvent) => void): void;
}
