import { MULAW_SAMPLE_RATE, MULAW_SILENCE } from '../audio/mulaw';
import type { Clock, Timer } from '../clock/clock';

const BYTES_PER_MS = MULAW_SAMPLE_RATE / 1000;

/** µ-law that came out of the loudspeaker without a break, from `atMs` of the clock on. */
export type HeardSound = { atMs: number; mulaw: Uint8Array };

/**
 * The buffer from which a telephone network plays: 8000 bytes a second, in order, from the moment
 * there is something to play. What was played is known to the sample.
 */
export class FarEndBuffer {
  private sounds: HeardSound[] = [];
  private readonly marks = new Map<number, { name: string; timer: Timer }>();
  private markCount = 0;
  private startCount = 0;
  private endMs = -Infinity;

  constructor(
    private readonly clock: Clock,
    private readonly onMark: (name: string) => void,
    /** After a silence, how much later than it came the n-th sound (from 0) begins. */
    private readonly startsLateMs: (sound: number) => number = () => 0,
  ) {}

  play(mulaw: Uint8Array): void {
    const atMs = this.endMs < this.clock.now() ? this.startMs() : this.endMs;
    this.sounds.push({ atMs, mulaw });
    this.endMs = atMs + mulaw.length / BYTES_PER_MS;
  }

  /** Echoed when everything before it has been played: at once when nothing waits. */
  mark(name: string): void {
    const key = (this.markCount += 1);
    const waitMs = Math.max(0, this.endMs - this.clock.now());
    const timer = this.clock.setTimer(waitMs, () => {
      this.marks.delete(key);
      this.onMark(name);
    });
    this.marks.set(key, { name, timer });
  }

  /** Stops at once and echoes all the marks that wait, in their order. */
  clear(): void {
    this.sounds = this.sounds.flatMap((sound) => this.begun(sound));
    this.endMs = Math.min(this.endMs, this.clock.now());
    const waiting = [...this.marks.values()];
    this.dropMarks();
    for (const { name } of waiting) this.onMark(name);
  }

  /** The call is over: it stops, and nothing is echoed any more. */
  close(): void {
    this.sounds = this.sounds.flatMap((sound) => this.begun(sound));
    this.endMs = Math.min(this.endMs, this.clock.now());
    this.dropMarks();
  }

  get bufferedMs(): number {
    return Math.max(0, this.endMs - this.clock.now());
  }

  /** Something is being played that is no silence. */
  get sounding(): boolean {
    const nowMs = this.clock.now();
    const sound = this.sounds.findLast(({ atMs }) => atMs <= nowMs);
    const code = sound?.mulaw[Math.floor((nowMs - sound.atMs) * BYTES_PER_MS)];
    return code !== undefined && code !== MULAW_SILENCE;
  }

  /** Everything played so far; what followed without a break is one. */
  get heard(): HeardSound[] {
    return joined(this.sounds.flatMap((sound) => this.begun(sound)));
  }

  private startMs(): number {
    this.startCount += 1;
    return this.clock.now() + this.startsLateMs(this.startCount - 1);
  }

  private begun({ atMs, mulaw }: HeardSound): HeardSound[] {
    const played = Math.round((this.clock.now() - atMs) * BYTES_PER_MS);
    return played > 0 ? [{ atMs, mulaw: mulaw.subarray(0, played) }] : [];
  }

  private dropMarks(): void {
    for (const { timer } of this.marks.values()) timer.cancel();
    this.marks.clear();
  }
}

/** What follows another sound without a break is a part of it. */
export function joined(sounds: readonly HeardSound[]): HeardSound[] {
  const whole: { atMs: number; endMs: number; parts: Uint8Array[] }[] = [];
  for (const { atMs, mulaw } of sounds) {
    const endMs = atMs + mulaw.length / BYTES_PER_MS;
    const last = whole.at(-1);
    if (last && Math.abs(last.endMs - atMs) < 1e-6) {
      last.parts.push(mulaw);
      last.endMs = endMs;
    } else whole.push({ atMs, endMs, parts: [mulaw] });
  }
  return whole.map(({ atMs, parts }) => ({ atMs, mulaw: Buffer.concat(parts) }));
}
