/**
 * Takes both sides of a call as they come. Mono PCM16; the arrays may be reused after the call
 * returns. What was *played* of the persona's audio is told by the event log, not by this port.
 */
export interface CallRecorder {
  /** The trainee's audio at the rate it is captured with; `atMs` on the call's clock. */
  trainee(samples: Int16Array, atMs: number): void;
  /** The persona's audio at the sink's rate. Answers where it lies in the persona's audio so far. */
  persona(segmentId: string, samples: Int16Array): { offsetSamples: number };
}
