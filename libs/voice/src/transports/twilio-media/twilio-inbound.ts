import { DoubleRate } from '../../audio/double-rate';
import { MULAW_FRAME_BYTES } from '../../audio/framer';
import { decodeMulaw, MULAW_SAMPLE_RATE, MULAW_SILENCE } from '../../audio/mulaw';
import type { Clock, Timer } from '../../clock/clock';

const BYTES_PER_MS = MULAW_SAMPLE_RATE / 1000;
const FRAME_MS = MULAW_FRAME_BYTES / BYTES_PER_MS;
/** Longer holes are not filled to their end: nobody needs so much silence. */
const LONGEST_FILLED_MS = 10_000;
/** With speech open and nothing coming, silence is made up after this long, and so much of it. */
const MISSED_AFTER_MS = 750;
const MADE_UP_MS = 1000;
const SILENCE_PIECE_MS = 100;
/** A message takes 20 ms; the parser lets at most a second through. */
const LARGEST_CHUNK_BYTES = 8001;
/** What is brought to 16 kHz at a time. */
const PIECE_BYTES = 100 * BYTES_PER_MS;

const SILENCE = Buffer.alloc(SILENCE_PIECE_MS * BYTES_PER_MS, MULAW_SILENCE);

export type TwilioInboundOptions = {
  clock: Clock;
  /** The line as it came, for a model that takes µ-law. The array is reused. */
  onMulaw?: (mulaw: Uint8Array) => void;
  /** The same at 16 kHz, in pieces of 20 to 100 ms. The array is reused. */
  onSamples?: (samples: Int16Array) => void;
};

/**
 * Makes one continuous sound of a caller's media messages. What is missing between two of them is
 * filled with silence, what comes twice or late is dropped; and where speech stands open but
 * nothing comes any more, silence is made up, so that who looks for its end can find it.
 */
export class TwilioInbound {
  private readonly bytes = Buffer.allocUnsafeSlow(LARGEST_CHUNK_BYTES);
  private readonly samples = new Int16Array(PIECE_BYTES);
  private readonly doubleRate = new DoubleRate();
  private lastTimestampMs = -Infinity;
  /** Where the next message should begin; unknown before the first. */
  private expectedMs: number | null = null;
  private lastMediaAtMs = 0;
  private madeUpMs = 0;
  private isOpen = false;
  private isClosed = false;
  private timer: Timer | null = null;

  constructor(private readonly options: TwilioInboundOptions) {}

  /** @param timestampMs from the stream's start to the first sample; `payload`: base64. */
  media(timestampMs: number, payload: string): void {
    if (this.isClosed) return;
    this.lastMediaAtMs = this.options.clock.now();
    if (timestampMs <= this.lastTimestampMs) return;
    this.fillHole(timestampMs);
    const length = this.bytes.write(payload, 'base64');
    this.lastTimestampMs = timestampMs;
    this.expectedMs = timestampMs + length / BYTES_PER_MS;
    this.madeUpMs = 0;
    this.emit(this.bytes.subarray(0, length));
  }

  /** Whether the trainee speaks, as far as anybody has noticed. */
  speech(active: boolean): void {
    if (this.isClosed) return;
    this.isOpen = active;
    this.timer?.cancel();
    this.timer = null;
    if (active) this.watch(MISSED_AFTER_MS);
  }

  close(): void {
    this.speech(false);
    this.isClosed = true;
  }

  private fillHole(timestampMs: number): void {
    const missingMs = timestampMs - (this.expectedMs ?? timestampMs) - this.madeUpMs;
    // Timestamps are rounded; only a missing frame is a hole.
    if (missingMs >= FRAME_MS) this.emitSilence(Math.min(missingMs, LONGEST_FILLED_MS));
  }

  /** One timer while speech is open, not one a frame. */
  private watch(delayMs: number): void {
    this.timer = this.options.clock.setTimer(delayMs, () => {
      const quietMs = this.options.clock.now() - this.lastMediaAtMs;
      const waitMs = MISSED_AFTER_MS + this.madeUpMs - quietMs;
      if (waitMs > 0) this.watch(waitMs);
      else if (this.madeUpMs < LONGEST_FILLED_MS) this.makeUp();
    });
  }

  private makeUp(): void {
    this.madeUpMs += MADE_UP_MS;
    this.emitSilence(MADE_UP_MS);
    if (this.isOpen) this.watch(MADE_UP_MS);
  }

  private emitSilence(ms: number): void {
    let left = Math.round(ms * BYTES_PER_MS);
    for (; left > 0; left -= SILENCE.length) this.emit(SILENCE.subarray(0, left));
  }

  private emit(mulaw: Uint8Array): void {
    const { onMulaw, onSamples } = this.options;
    onMulaw?.(mulaw);
    if (!onSamples) return;
    for (let at = 0; at < mulaw.length; at += PIECE_BYTES) {
      const decoded = decodeMulaw(mulaw.subarray(at, at + PIECE_BYTES), this.samples);
      onSamples(this.doubleRate.process(this.samples.subarray(0, decoded)));
    }
  }
}
