import type { Clock, PlaybackEvent, PlaybackSink, Timer } from '@sparline/voice';

const REPORT_EVERY_MS = 100;

type Queued = {
  id: string;
  firstWrittenAtMs: number | null;
  writtenMs: number;
  playedMs: number;
  /** Since when it has had nothing to play though more was to come. */
  dryAtMs: number | null;
  begun: boolean;
  ended: boolean;
};

export type Starved = { segmentId: string; ms: number };

export type ExactEarOptions = {
  clock: Clock;
  sampleRate: number;
  /** Between service and ear, each way [0]. */
  oneWayMs?: number;
  /** Sound begins after silence. */
  onSound?: (segmentId: string, atMs: number) => void;
  /** Sound was held or cut off. */
  onSilenced?: (segmentId: string, atMs: number) => void;
};

/**
 * A far end in real time that knows to the fraction of a millisecond what it has played, and tells
 * the service only what a page or a telephone line would: every 100 ms, and later.
 */
export class ExactEar implements PlaybackSink {
  readonly speaksText = false;
  readonly sampleRate: number;
  /** Truly played of each segment, in milliseconds. */
  readonly playedMs = new Map<string, number>();
  /** Gaps inside a reply that the trainee would have heard. */
  readonly starved: Starved[] = [];
  private readonly listeners: ((event: PlaybackEvent) => void)[] = [];
  private queue: Queued[] = [];
  private held = false;
  private timer: Timer | null = null;
  private sinceMs = 0;
  private last: { turnId: string; atMs: number } | null = null;

  constructor(private readonly options: ExactEarOptions) {
    this.sampleRate = options.sampleRate;
  }

  get sounding(): boolean {
    return this.timer !== null;
  }

  subscribe(listener: (event: PlaybackEvent) => void): void {
    this.listeners.push(listener);
  }

  write(segmentId: string, samples: Int16Array): void {
    const ms = (samples.length * 1000) / this.sampleRate;
    this.arrives(() => {
      this.noticeDryness();
      const segment = this.segment(segmentId);
      segment.firstWrittenAtMs ??= this.options.clock.now();
      segment.writtenMs += ms;
      this.play();
    });
  }

  speak(): void {
    throw new Error('This ear plays sound only.');
  }

  end(segmentId: string): void {
    this.arrives(() => {
      this.noticeDryness();
      this.segment(segmentId).ended = true;
      this.play();
    });
  }

  pause(): void {
    this.arrives(() => {
      this.silence();
      this.held = true;
      const current = this.queue[0];
      if (current) this.report('progress', current);
    });
  }

  resume(): void {
    this.arrives(() => {
      this.held = false;
      this.play();
    });
  }

  clear(): void {
    this.arrives(() => {
      this.silence();
      this.queue = [];
      this.held = false;
      this.last = null;
    });
  }

  private arrives(act: () => void): void {
    const { clock, oneWayMs = 0 } = this.options;
    if (oneWayMs === 0) act();
    else clock.setTimer(oneWayMs, act);
  }

  private silence(): void {
    const sounded = this.sounding;
    this.settle();
    const current = this.queue[0];
    if (sounded && current) this.options.onSilenced?.(current.id, this.options.clock.now());
  }

  private segment(id: string): Queued {
    const known = this.queue.find((queued) => queued.id === id);
    if (known) return known;
    const made = {
      id,
      firstWrittenAtMs: null,
      writtenMs: 0,
      playedMs: 0,
      dryAtMs: null,
      begun: false,
      ended: false,
    };
    this.queue.push(made);
    return made;
  }

  /** Its timer may be late, and more would seem to come in time. Reports keep their rhythm. */
  private noticeDryness(): void {
    const current = this.queue[0];
    if (!this.timer || !current) return;
    const leftMs = current.writtenMs - current.playedMs;
    if (this.options.clock.now() - this.sinceMs >= leftMs) this.settle();
  }

  /** Accounts for what was played up to now. */
  private settle(): void {
    const current = this.queue[0];
    if (!this.timer || !current) return;
    this.timer.cancel();
    this.timer = null;
    const nowMs = this.options.clock.now();
    const reachedMs = current.playedMs + nowMs - this.sinceMs;
    current.playedMs = Math.min(reachedMs, current.writtenMs);
    // It ran dry when its last sample had left, not when that was noticed.
    if (reachedMs >= current.writtenMs) current.dryAtMs = nowMs - (reachedMs - current.writtenMs);
    this.playedMs.set(current.id, current.playedMs);
  }

  private play(): void {
    const current = this.queue[0];
    if (this.held || this.timer || !current) return;
    const nowMs = this.options.clock.now();
    const leftMs = current.writtenMs - current.playedMs;
    if (leftMs <= 0) {
      if (current.ended) this.finish(current);
      return;
    }
    this.sinceMs = nowMs;
    if (!current.begun) this.begin(current, nowMs);
    else if (current.dryAtMs !== null) this.starve(current.id, nowMs - current.dryAtMs);
    current.dryAtMs = null;
    const waitMs = Math.min(REPORT_EVERY_MS, leftMs);
    this.timer = this.options.clock.setTimer(waitMs, () => this.tick(current));
  }

  private begin(segment: Queued, nowMs: number): void {
    segment.begun = true;
    const turnId = turnOf(segment.id);
    // A loudspeaker needs no timer: only sound that came too late makes a gap.
    const readyAtMs = segment.firstWrittenAtMs ?? nowMs;
    if (this.last?.turnId === turnId) this.starve(segment.id, readyAtMs - this.last.atMs);
    else this.options.onSound?.(segment.id, nowMs);
  }

  private starve(segmentId: string, ms: number): void {
    if (ms > 0) this.starved.push({ segmentId, ms });
  }

  private tick(current: Queued): void {
    this.settle();
    if (current.playedMs < current.writtenMs || !current.ended) this.report('progress', current);
    this.play();
  }

  private finish(current: Queued): void {
    this.queue.shift();
    this.last = {
      turnId: turnOf(current.id),
      atMs: current.dryAtMs ?? this.options.clock.now(),
    };
    this.report('finished', current);
    this.play();
  }

  private report(type: PlaybackEvent['type'], { id: segmentId, playedMs }: Queued): void {
    this.arrives(() => {
      for (const listener of this.listeners) listener({ type, segmentId, playedMs });
    });
  }
}

/** Segments of one reply share what stands before the last dot. */
const turnOf = (segmentId: string): string => segmentId.slice(0, segmentId.lastIndexOf('.'));
