import type { Clock, PlaybackEvent, PlaybackSink, Timer } from '@sparline/voice';
import type { PlaybackReport } from './browser.schemas';

export type BrowserWire = {
  emit(event: string, ...payload: unknown[]): void;
};

type Frame = { seq: number; startMs: number; endMs: number; audio: Buffer };
type Segment = {
  /** Not yet played, and the last that were: a resume may go back to them. */
  frames: Frame[];
  writtenMs: number;
  playedMs: number;
  ended: boolean;
  /** How much had been written when the page last said that it had played everything. */
  playedOutMs: number;
  /** What the page played before it obeyed this resume has been taken back. */
  resumeId: number;
  /** Fires when a page that should have reported did not. */
  overdue?: Timer;
};

/** A page that went quiet for this long beyond the segment's own length is taken to have played it. */
const OVERDUE_MS = 3_000;
/** As much as the page keeps of what it played last. */
const KEEP_PLAYED_MS = 2_000;
/** A page that comes back gets these from what is kept. */
const SENT_AGAIN: ReadonlySet<string> = new Set(['audio', 'audio.end']);
/** Slow browser voices say about two words a second. */
const SPOKEN_MS_PER_CHARACTER = 90;

/**
 * The browser's ear. Audio leaves as it is produced; the page's player holds the queue and reports
 * what was really played. Frames not yet played, or lately, are kept, so that a reconnecting page gets
 * those it had not received.
 */
export class BrowserPlayback implements PlaybackSink {
  private readonly segments = new Map<string, Segment>();
  private listener: (event: PlaybackEvent) => void = () => undefined;
  private seq = 0;
  private resumes = 0;
  /** What a page that is away has not been told. */
  private untold: { event: string; payload: unknown[] }[] = [];

  constructor(
    private readonly clock: Clock,
    readonly sampleRate: number,
    readonly speaksText: boolean,
    private wire: BrowserWire,
  ) {}

  subscribe(listener: (event: PlaybackEvent) => void): void {
    this.listener = listener;
  }

  write(segmentId: string, samples: Int16Array): void {
    const segment = this.segment(segmentId);
    const audio = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
    const startMs = segment.writtenMs;
    segment.writtenMs += (samples.length / this.sampleRate) * 1_000;
    const endMs = segment.writtenMs;
    const frame = { seq: this.seq++, startMs, endMs, audio: Buffer.from(audio) };
    segment.frames.push(frame);
    this.send(segmentId, frame);
    this.expectReport(segmentId, segment);
  }

  speak(segmentId: string, text: string): void {
    const segment = this.segment(segmentId);
    segment.writtenMs += Math.max(500, text.length * SPOKEN_MS_PER_CHARACTER);
    this.wire.emit('speak', { segmentId, text });
    this.expectReport(segmentId, segment);
  }

  end(segmentId: string): void {
    const segment = this.segment(segmentId);
    segment.ended = true;
    if (!this.speaksText) this.wire.emit('audio.end', { segmentId });
    if (this.speaksText) return;
    if (segment.playedOutMs === segment.writtenMs) this.finish(segmentId, segment);
  }

  pause(segmentId: string): void {
    this.expectNothing();
    this.wire.emit('audio.pause', { segmentId });
  }

  resume(segmentId: string, fromMs: number): void {
    const resumeId = ++this.resumes;
    const segment = this.segments.get(segmentId);
    if (segment) {
      segment.resumeId = resumeId;
      segment.playedMs = Math.min(segment.playedMs, fromMs);
      segment.playedOutMs = 0;
    }
    this.wire.emit('audio.resume', { segmentId, fromMs, resumeId });
    for (const [id, segment] of this.segments) this.expectReport(id, segment);
  }

  clear(segmentId: string): void {
    this.forget(segmentId);
    this.wire.emit('audio.clear', { segmentId });
  }

  /**
   * What the page says it has played; clamped to what it was given, never backwards but by a resume.
   * A page that knows of no resumes does not go back either.
   */
  report({ segmentId, playedMs, done, resumeId = this.resumes }: PlaybackReport): void {
    const segment = this.segments.get(segmentId);
    if (!segment) return;
    const most = this.speaksText ? Number.POSITIVE_INFINITY : segment.writtenMs;
    const takenBack = resumeId < segment.resumeId;
    if (!takenBack) segment.playedMs = Math.max(segment.playedMs, Math.min(playedMs, most));
    if (done && (segment.ended || this.speaksText)) {
      this.finish(segmentId, segment);
      return;
    }
    if (takenBack) return;
    const keptFromMs = segment.playedMs - KEEP_PLAYED_MS;
    segment.frames = segment.frames.filter(({ endMs }) => endMs > keptFromMs);
    if (done) segment.playedOutMs = segment.writtenMs;
    this.expectReport(segmentId, segment);
    this.listener({ type: 'progress', segmentId, playedMs: segment.playedMs });
  }

  /** A page that came back goes on where it stopped. */
  reattach(wire: BrowserWire, lastSeq: number): void {
    this.wire = wire;
    for (const { event, payload } of this.untold.splice(0)) wire.emit(event, ...payload);
    for (const [segmentId, segment] of this.segments) {
      for (const frame of segment.frames) {
        if (frame.seq > lastSeq && frame.endMs > segment.playedMs) this.send(segmentId, frame);
      }
      if (segment.ended) wire.emit('audio.end', { segmentId });
      this.expectReport(segmentId, segment);
    }
  }

  /** Nobody listens for now: what was not played waits. */
  hold(): void {
    this.expectNothing();
    this.wire = {
      emit: (event, ...payload) => {
        if (!SENT_AGAIN.has(event)) this.untold.push({ event, payload });
      },
    };
  }

  close(): void {
    for (const segmentId of [...this.segments.keys()]) this.forget(segmentId);
    this.listener = () => undefined;
  }

  private send(segmentId: string, frame: Frame): void {
    this.wire.emit('audio', { segmentId, seq: frame.seq }, frame.audio);
  }

  private segment(segmentId: string): Segment {
    const known = this.segments.get(segmentId);
    if (known) return known;
    const segment: Segment = {
      frames: [],
      writtenMs: 0,
      playedMs: 0,
      ended: false,
      playedOutMs: 0,
      resumeId: 0,
    };
    this.segments.set(segmentId, segment);
    return segment;
  }

  /** Segments play one after the other, so the wait covers all that is still to be played. */
  private expectReport(segmentId: string, segment: Segment): void {
    segment.overdue?.cancel();
    let aheadMs = 0;
    for (const other of this.segments.values()) {
      aheadMs += other.writtenMs - Math.min(other.playedMs, other.writtenMs);
    }
    segment.overdue = this.clock.setTimer(aheadMs + OVERDUE_MS, () => {
      if (segment.ended || this.speaksText) this.finish(segmentId, segment);
    });
  }

  private expectNothing(): void {
    for (const segment of this.segments.values()) segment.overdue?.cancel();
  }

  private finish(segmentId: string, segment: Segment): void {
    this.forget(segmentId);
    const playedMs = this.speaksText ? Math.max(segment.playedMs, 1) : segment.writtenMs;
    this.listener({ type: 'finished', segmentId, playedMs });
  }

  private forget(segmentId: string): void {
    this.segments.get(segmentId)?.overdue?.cancel();
    this.segments.delete(segmentId);
  }
}
