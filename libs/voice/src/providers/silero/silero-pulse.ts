import { BELL_CELLS, JUDGED, RUNG } from './silero-messages';

/** So long a thread may leave a ring unanswered, and judge nothing meanwhile. */
const SILENT_MS = 1000;
/** Between two looks no more than this counts: it may have been this process that stood still. */
const LONGEST_LOOK_MS = 100;

/**
 * Whether a thread that has not died does anything at all. It is asked whenever a call has audio, not
 * by a timer: without calls nobody misses the thread.
 */
export class SileroPulse {
  readonly bell = new Int32Array(new SharedArrayBuffer(4 * BELL_CELLS));
  private judged = 0;
  private lookedAtMs = 0;
  private silentMs = 0;

  /** True when the thread has to be told; it has been otherwise, and has not come to it yet. */
  ring(nowMs: number): boolean {
    if (Atomics.exchange(this.bell, RUNG, 1) === 1) return false;
    this.startOver(nowMs);
    return true;
  }

  /** A thread that begins has heard nothing of what the last one was told. */
  begin(nowMs: number): void {
    Atomics.store(this.bell, RUNG, 0);
    this.startOver(nowMs);
  }

  /** Whether it has been silent for too long. */
  hasStopped(nowMs: number): boolean {
    if (Atomics.load(this.bell, RUNG) === 0 || Atomics.load(this.bell, JUDGED) !== this.judged) {
      this.startOver(nowMs);
      return false;
    }
    this.silentMs += Math.min(nowMs - this.lookedAtMs, LONGEST_LOOK_MS);
    this.lookedAtMs = nowMs;
    return this.silentMs >= SILENT_MS;
  }

  private startOver(nowMs: number): void {
    this.judged = Atomics.load(this.bell, JUDGED);
    this.lookedAtMs = nowMs;
    this.silentMs = 0;
  }
}
