import type { Clock } from '@sparline/voice';
import type { SimulatedLine } from '../../test/simulators/twilio/simulated-line';

const LOOK_EVERY_MS = 20;
/** A shorter pause belongs to what is being said. */
const PAUSE_MS = 400;

/** Listens for when the other side speaks and when it has stopped. */
export class Hearing {
  private startedMs: number | undefined;
  private soundedMs = -Infinity;
  private readonly createdMs: number;
  private stopped = false;

  constructor(
    private readonly line: SimulatedLine,
    private readonly clock: Clock,
    private readonly onHeard: (ms: number) => void,
  ) {
    this.createdMs = clock.now();
    this.look();
  }

  /** Something has been heard after that moment of the clock. */
  hasHeardSince(atMs: number): boolean {
    return this.soundedMs > atMs;
  }

  /** How long the other side has been silent. */
  get silentMs(): number {
    return this.line.sounding ? 0 : this.clock.now() - Math.max(this.createdMs, this.soundedMs);
  }

  stop(): void {
    this.stopped = true;
    this.conclude();
  }

  /** Tells what was heard so far without waiting for a pause. */
  conclude(): void {
    if (this.startedMs === undefined) return;
    this.onHeard(this.soundedMs - this.startedMs);
    this.startedMs = undefined;
  }

  private look(): void {
    if (this.stopped) return;
    const nowMs = this.clock.now();
    if (this.line.sounding) {
      this.startedMs ??= nowMs;
      this.soundedMs = nowMs;
    } else if (nowMs - this.soundedMs > PAUSE_MS) this.conclude();
    this.clock.setTimer(LOOK_EVERY_MS, () => this.look());
  }
}
