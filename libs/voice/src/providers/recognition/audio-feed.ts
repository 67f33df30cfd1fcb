import { msToSamples, samplesToMs } from '../../audio/pcm';
import type { Clock } from '../../clock/clock';
import { RecentAudio } from './recent-audio';
import type { RecogniserWire } from './recogniser-wire';
import { SentTimeline } from './sent-timeline';

const KEPT_MS = 5_000;
/** What waits while a connection is made, or is heard at once after another recogniser failed. */
const MOST_KEPT_MS = 60_000;
/** A new connection hears at most so much again; a vendor that takes it in real time only, less. */
const REPLAYED_MS = { any: 4_000, real_time: 2_000 } as const;
/** How far ahead of real time a paced feed may run, so that a late timer does not slow it down. */
const PACE_SLACK_MS = 250;
/** In a pause a paced feed that is later than this leaves out what was quiet. */
const TOLERATED_LAG_MS = 500;
const KEPT_OF_PAUSE_MS = 300;

type Send = (chunk: Int16Array) => void;

/** Audio on its way to a recogniser: kept, cut into messages, paced, and sent again when lost. */
export class AudioFeed {
  private readonly recent: RecentAudio;
  private readonly chunk: number;
  private timeline = new SentTimeline();
  private cursor = 0;
  private sentBefore = 0;
  private paidUntilMs = 0;
  private lastSentMs = 0;

  constructor(
    private readonly wire: Pick<RecogniserWire, 'chunkMs' | 'pace'>,
    private readonly sampleRate: number,
    private readonly clock: Clock,
  ) {
    this.recent = new RecentAudio(this.samples(KEPT_MS));
    this.chunk = this.samples(wire.chunkMs);
  }

  /** Samples of the call so far. */
  get end(): number {
    return this.recent.end;
  }

  /** Position in the call of the next sample to be sent. */
  get position(): number {
    return this.cursor;
  }

  /** Over all connections, silence included. */
  get sentSamples(): number {
    return this.sentBefore + this.timeline.sentSamples;
  }

  get idleMs(): number {
    return this.clock.now() - this.lastSentMs;
  }

  write(samples: Int16Array): void {
    const waiting = this.end + samples.length - this.cursor;
    // A paced feed could not send it any more.
    const most = this.wire.pace === 'any' ? this.samples(MOST_KEPT_MS) : 0;
    this.recent.reserve(Math.min(waiting, most));
    this.recent.write(samples);
  }

  /** A connection stands; it hears again what the last one may not have. */
  connected(settledAt: number): void {
    this.sentBefore += this.timeline.sentSamples;
    this.timeline = new SentTimeline();
    // What was never sent at all is not worth less than what was.
    const replayed = Math.max(settledAt, this.cursor - this.samples(REPLAYED_MS[this.wire.pace]));
    this.cursor = Math.max(Math.min(this.cursor, replayed), this.recent.start);
    this.paidUntilMs = this.clock.now();
    this.touched();
  }

  /** Sends what is due; `flush` fills the last message up with silence. */
  drain(flush: boolean, send: Send): void {
    this.cursor = Math.max(this.cursor, this.recent.start);
    for (;;) {
      const length = Math.min(this.chunk, this.end - this.cursor);
      if (length === 0 || (length < this.chunk && !flush) || !this.mayPay()) return;
      const samples = this.recent.read(this.cursor, this.chunk);
      this.timeline.audio(this.cursor, length);
      this.cursor += length;
      if (length < this.chunk) this.timeline.silence(this.cursor, this.chunk - length);
      this.touched();
      send(samples);
    }
  }

  /** Silence in whole messages; `touched` afterwards where this ends the idle time. */
  silence(ms: number, send: Send): void {
    for (let left = this.samples(ms); left >= this.chunk; left -= this.chunk) {
      this.timeline.silence(this.cursor, this.chunk);
      send(new Int16Array(this.chunk));
    }
  }

  /** Leaves out what was quiet, where a paced feed could not catch up otherwise. */
  catchUp(): void {
    if (this.wire.pace === 'any') return;
    if (this.end - this.cursor <= this.samples(TOLERATED_LAG_MS)) return;
    this.cursor = this.end - this.samples(KEPT_OF_PAUSE_MS);
  }

  /** Something was sent just now. */
  touched(): void {
    this.lastSentMs = this.clock.now();
  }

  positionOf(sentSample: number): number {
    return this.timeline.positionOf(sentSample);
  }

  private mayPay(): boolean {
    if (this.wire.pace === 'any') return true;
    const nowMs = this.clock.now();
    const paidMs = Math.max(this.paidUntilMs, nowMs - PACE_SLACK_MS);
    if (paidMs > nowMs) return false;
    this.paidUntilMs = paidMs + samplesToMs(this.chunk, this.sampleRate);
    return true;
  }

  private samples(ms: number): number {
    return msToSamples(ms, this.sampleRate);
  }
}
