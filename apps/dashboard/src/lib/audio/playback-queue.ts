// The order of what the loudspeaker plays, and the count of what it has played: the voice comes as
// segments (a sentence or clause each), and only the samples that left here may count as heard.
// Knows no browser; player.worklet.ts runs it on the audio thread.
import { fadeIn, fadeOut } from './fade';

export type PlaybackReport = { segmentId: string; playedSamples: number; done: boolean };

export type PlaybackQueueOptions = {
  /** Samples per second of what is written and rendered. */
  sampleRate: number;
  /** Waited for before a voice starts, so that the network's jitter is not heard. */
  prebufferMs?: number;
  /** Waited for after the voice ran dry in mid-segment. */
  rebufferMs?: number;
  /** What came is played after this long, however little it is. */
  maxWaitMs?: number;
  fadeMs?: number;
};

type Segment = {
  id: string;
  chunks: Float32Array[];
  /** Samples of the first chunk that are played. */
  offset: number;
  playedSamples: number;
  ended: boolean;
};

const EMPTY = new Float32Array(0);

export class PlaybackQueue {
  /** Times the voice ran dry in mid-segment. */
  underruns = 0;
  private segments: Segment[] = [];
  private reports: PlaybackReport[] = [];
  private tail: Float32Array = EMPTY;
  private buffered = 0;
  private paused = false;
  private waiting = true;
  private waited = 0;
  private needed: number;
  private fadeFrom = 0;
  private readonly prebuffer: number;
  private readonly rebuffer: number;
  private readonly maxWait: number;
  private readonly fade: number;

  constructor(options: PlaybackQueueOptions) {
    const samples = (ms: number) => Math.round((ms * options.sampleRate) / 1000);
    this.prebuffer = samples(options.prebufferMs ?? 60);
    this.rebuffer = samples(options.rebufferMs ?? 100);
    this.maxWait = samples(options.maxWaitMs ?? 250);
    this.fade = samples(options.fadeMs ?? 5);
    this.needed = this.prebuffer;
  }

  get bufferedSamples(): number {
    return this.buffered;
  }

  /** Something is audible or about to be. */
  get active(): boolean {
    return this.buffered > 0 || this.tail.length > 0;
  }

  write(segmentId: string, samples: Float32Array): void {
    let segment = this.segments.find((one) => one.id === segmentId);
    if (!segment) {
      segment = { id: segmentId, chunks: [], offset: 0, playedSamples: 0, ended: false };
      this.segments.push(segment);
    }
    if (samples.length > 0) {
      segment.chunks.push(samples);
      this.buffered += samples.length;
    }
  }

  end(segmentId: string): void {
    const segment = this.segments.find((one) => one.id === segmentId);
    if (segment) {
      segment.ended = true;
      this.closeFinished();
    }
  }

  /** Stops reading within the fade; nothing is lost. */
  pause(): void {
    if (!this.paused) {
      this.paused = true;
      this.tail = this.takeTail();
      this.reportHead();
    }
  }

  resume(): void {
    if (this.paused) {
      this.paused = false;
      this.fadeFrom = this.fade;
    }
  }

  /** Stops within the fade and forgets everything. */
  clear(): void {
    if (!this.paused) {
      this.tail = this.takeTail();
    }
    this.reportHead();
    this.segments = [];
    this.buffered = 0;
    this.paused = false;
    this.wait(this.prebuffer);
  }

  render(output: Float32Array): void {
    output.fill(0);
    let at = this.renderTail(output);
    if (this.paused || !this.isReady(output.length)) {
      return;
    }
    while (at < output.length && this.segments.length > 0) {
      const read = this.readHead(output.subarray(at));
      at += read;
      if (read === 0 && !this.advance()) {
        return;
      }
    }
    this.closeFinished();
  }

  takeReports(): PlaybackReport[] {
    this.reportHead();
    const reports = this.reports;
    this.reports = [];
    return reports;
  }

  private isReady(blockSamples: number): boolean {
    if (!this.waiting) {
      return true;
    }
    if (this.buffered === 0) {
      return false;
    }
    this.waited += blockSamples;
    const complete = this.segments.every((segment) => segment.ended);
    if (this.buffered < this.needed && this.waited < this.maxWait && !complete) {
      return false;
    }
    this.waiting = false;
    return true;
  }

  private wait(samples: number): void {
    this.waiting = true;
    this.waited = 0;
    this.needed = samples;
  }

  private readHead(output: Float32Array): number {
    const segment = this.segments[0];
    const chunk = segment?.chunks[0];
    if (!segment || !chunk) {
      return 0;
    }
    const count = Math.min(output.length, chunk.length - segment.offset);
    output.set(chunk.subarray(segment.offset, segment.offset + count));
    this.fadeFrom = fadeIn(output.subarray(0, count), this.fadeFrom, this.fade);
    segment.offset += count;
    segment.playedSamples += count;
    this.buffered -= count;
    if (segment.offset === chunk.length) {
      segment.chunks.shift();
      segment.offset = 0;
    }
    return count;
  }

  /** Leaves a head that has run dry: true when there is something to go on with. */
  private advance(): boolean {
    const [head, next] = this.segments;
    if (head?.ended || next?.chunks.length) {
      this.finishHead();
      return this.segments.length > 0;
    }
    this.underruns += 1;
    this.wait(this.rebuffer);
    return false;
  }

  private closeFinished(): void {
    while (this.segments[0]?.ended && this.segments[0].chunks.length === 0) {
      this.finishHead();
    }
  }

  private finishHead(): void {
    const head = this.segments.shift();
    if (head) {
      this.reports.push({ segmentId: head.id, playedSamples: head.playedSamples, done: true });
    }
    if (this.segments.length === 0) {
      this.wait(this.prebuffer);
    }
  }

  private reportHead(): void {
    const head = this.segments[0];
    if (head && head.playedSamples > 0) {
      this.reports.push({ segmentId: head.id, playedSamples: head.playedSamples, done: false });
    }
  }

  private renderTail(output: Float32Array): number {
    const count = Math.min(output.length, this.tail.length);
    output.set(this.tail.subarray(0, count));
    this.tail = this.tail.subarray(count);
    return count;
  }

  private takeTail(): Float32Array {
    if (this.waiting) {
      return EMPTY;
    }
    const tail = new Float32Array(this.fade);
    fadeOut(tail.subarray(0, this.readHead(tail)));
    return tail;
  }
}
