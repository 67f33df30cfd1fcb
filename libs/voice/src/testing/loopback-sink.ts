import type { Clock, Timer } from '../clock/clock';
import type { PlaybackEvent, PlaybackSink } from '../ports/playback-sink';
import { MS_PER_CHARACTER } from '../speech/heard-text';

const PROGRESS_EVERY_MS = 100;

type Buffered = { segmentId: string; writtenMs: number; playedMs: number; ended: boolean };

/** Sound of a segment that left the speaker without a break, from `atMs` of the clock on. */
export type HeardPart = { segmentId: string; fromMs: number; toMs: number; atMs: number };

export type LoopbackCall = {
  atMs: number;
  call: 'write' | 'speak' | 'end' | 'pause' | 'resume' | 'clear';
  segmentId: string;
};

/** An ear in real time of its clock: plays what is written and reports what was played. */
export class LoopbackSink implements PlaybackSink {
  /** What the session did, in order. */
  readonly calls: LoopbackCall[] = [];
  /** What was heard, in order. */
  readonly heard: HeardPart[] = [];
  /** Milliseconds heard of every segment. */
  readonly heardMs = new Map<string, number>();
  private readonly listeners: ((event: PlaybackEvent) => void)[] = [];
  private queue: Buffered[] = [];
  private paused = false;
  private timer: Timer | null = null;
  private since = 0;

  constructor(
    private readonly clock: Clock,
    readonly sampleRate = 16_000,
    readonly speaksText = false,
  ) {}

  /** Sound leaves the speaker at this moment. */
  get sounding(): boolean {
    return this.timer !== null;
  }

  /** Milliseconds written and not yet played. */
  get bufferedMs(): number {
    return this.queue.reduce((sum, { writtenMs, playedMs }) => sum + writtenMs - playedMs, 0);
  }

  write(segmentId: string, samples: Int16Array): void {
    this.note('write', segmentId);
    this.settle();
    this.segment(segmentId).writtenMs += (samples.length * 1000) / this.sampleRate;
    this.play();
  }

  speak(segmentId: string, text: string): void {
    this.note('speak', segmentId);
    this.segment(segmentId).writtenMs = text.length * MS_PER_CHARACTER;
    this.play();
  }

  end(segmentId: string): void {
    this.note('end', segmentId);
    this.settle();
    this.segment(segmentId).ended = true;
    this.play();
  }

  pause(segmentId: string): void {
    this.note('pause', segmentId);
    this.settle();
    this.paused = true;
    const current = this.queue[0];
    if (current) this.report('progress', current);
  }

  resume(segmentId: string, fromMs: number): void {
    this.note('resume', segmentId);
    const current = this.queue[0];
    if (this.paused && current?.segmentId === segmentId) {
      current.playedMs = Math.min(current.playedMs, fromMs);
    }
    this.paused = false;
    this.play();
  }

  clear(segmentId: string): void {
    this.note('clear', segmentId);
    this.settle();
    this.queue = [];
    this.paused = false;
  }

  subscribe(listener: (event: PlaybackEvent) => void): void {
    this.listeners.push(listener);
  }

  /** A report that the far end sent by itself, in time or not. */
  tell(event: PlaybackEvent): void {
    for (const listener of this.listeners) listener(event);
  }

  private segment(segmentId: string): Buffered {
    const known = this.queue.find((buffered) => buffered.segmentId === segmentId);
    if (known) return known;
    const buffered = { segmentId, writtenMs: 0, playedMs: 0, ended: false };
    this.queue.push(buffered);
    return buffered;
  }

  /** Stops the sound and accounts for what was heard of it. */
  private settle(): void {
    const current = this.queue[0];
    if (!this.timer || !current) return;
    this.timer.cancel();
    this.timer = null;
    const { playedMs: fromMs, segmentId, writtenMs } = current;
    current.playedMs = Math.min(fromMs + this.clock.now() - this.since, writtenMs);
    this.heard.push({ segmentId, fromMs, toMs: current.playedMs, atMs: this.since });
    this.heardMs.set(current.segmentId, current.playedMs);
  }

  private play(): void {
    const current = this.queue[0];
    if (this.paused || this.timer || !current) return;
    const leftMs = current.writtenMs - current.playedMs;
    if (leftMs <= 0) {
      if (current.ended) this.finish(current);
      return;
    }
    this.since = this.clock.now();
    this.timer = this.clock.setTimer(Math.min(PROGRESS_EVERY_MS, leftMs), () => this.tick(current));
  }

  private tick(current: Buffered): void {
    this.settle();
    if (current.playedMs < current.writtenMs || !current.ended) this.report('progress', current);
    this.play();
  }

  private finish(current: Buffered): void {
    this.queue.shift();
    this.report('finished', current);
    this.play();
  }

  private report(type: PlaybackEvent['type'], { segmentId, playedMs }: Buffered): void {
    for (const listener of this.listeners) listener({ type, segmentId, playedMs });
  }

  private note(call: LoopbackCall['call'], segmentId: string): void {
    this.calls.push({ atMs: this.clock.now(), call, segmentId });
  }
}
