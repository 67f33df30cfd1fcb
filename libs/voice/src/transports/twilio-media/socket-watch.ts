import type { TwilioWire } from './twilio-wire';

/** Sound for the far end takes 5 kB; a socket that holds this much does not get rid of it. */
const MOST_UNSENT_BYTES = 8 * 1024;
const STALLED_AFTER_MS = 5000;

/** Notices a half-dead socket, which never fails: it only keeps what it is given. */
export class SocketWatch {
  private stuckSinceMs: number | null = null;
  private lastStuckMs = -Infinity;

  constructor(private readonly wire: TwilioWire) {}

  /** Of the last look: nothing should be sent for now. */
  get isStuck(): boolean {
    return this.stuckSinceMs !== null;
  }

  /** The last moment at which it was known to be stuck; `-Infinity` when it never was. */
  get stuckUntilMs(): number {
    return this.lastStuckMs;
  }

  /** Looks again; `stalled` is stuck for five seconds. */
  look(nowMs: number): 'free' | 'stuck' | 'stalled' {
    if (this.wire.bufferedBytes <= MOST_UNSENT_BYTES) {
      this.stuckSinceMs = null;
      return 'free';
    }
    this.stuckSinceMs ??= nowMs;
    this.lastStuckMs = nowMs;
    return nowMs - this.stuckSinceMs >= STALLED_AFTER_MS ? 'stalled' : 'stuck';
  }
}
