import { MULAW_SILENCE } from './mulaw';

/** Twenty milliseconds of telephone sound. */
export const MULAW_FRAME_BYTES = 160;

/** The frame is a view that holds until the call returns. */
export type OnFrame = (frame: Uint8Array) => void;

/**
 * Cuts µ-law of any lengths into frames of exactly 20 ms. What does not fill a frame waits for the
 * next chunk; only the end of a segment is filled up with silence.
 */
export class Framer {
  private readonly carried = new Uint8Array(MULAW_FRAME_BYTES);
  private carriedBytes = 0;

  push(chunk: Uint8Array, onFrame: OnFrame): void {
    let at = 0;
    if (this.carriedBytes > 0) {
      at = Math.min(MULAW_FRAME_BYTES - this.carriedBytes, chunk.length);
      this.carry(chunk.subarray(0, at));
      if (this.carriedBytes < MULAW_FRAME_BYTES) return;
      this.carriedBytes = 0;
      onFrame(this.carried);
    }
    for (; chunk.length - at >= MULAW_FRAME_BYTES; at += MULAW_FRAME_BYTES) {
      onFrame(chunk.subarray(at, at + MULAW_FRAME_BYTES));
    }
    if (at < chunk.length) this.carry(chunk.subarray(at));
  }

  /** The segment is over. */
  flush(onFrame: OnFrame): void {
    if (this.carriedBytes === 0) return;
    this.carried.fill(MULAW_SILENCE, this.carriedBytes);
    this.carriedBytes = 0;
    onFrame(this.carried);
  }

  private carry(bytes: Uint8Array): void {
    this.carried.set(bytes, this.carriedBytes);
    this.carriedBytes += bytes.length;
  }
}
