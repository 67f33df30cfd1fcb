// The order of what the loudspeaker plays, and the count of what it has played: the voice comes as
// segments (a sentence or clause each), and only the samples that left here may count as heard.
// Knows no browser; player.worklet.ts runs it on the audio thread.
import { fadeIn, fadeOut } from './fade';
import { PlaybackSegment } from './playback-segment';

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
  /** Of what was played, so much can be played again. */
  keepMs?: number;
};

/** A place in the voice to go back to, in samples of the segment. */
export type PlaybackPlace = { segmentId: string; fromSample: number };

const EMPTY = new Float32Array(0);

export class PlaybackQueue {
  /** Times the voice ran dry in mid-segment. */
  underruns = 0;
  private segments: PlaybackSegment[] = [];
  private reports: PlaybackReport[] = [];
  private tail: Float32Array = EMPTY;
  private paused = false;
  private waiting = true;
  private waited = 0;
  private needed: number;
  private fadeFrom = 0;
  private lastSample = 0;
  private readonly prebuffer: number;
  private readonly rebuffer: number;
  private readonly maxWait: number;
  private readonly fade: number;
  private readonly keep: number;

  constructor(options: PlaybackQueueOptions) {
    const samples = (ms: number) => Math.round((ms * options.sampleRate) / 1000);
    this.prebuffer = samples(options.prebufferMs ?? 60);
    this.rebuffer = samples(options.rebufferMs ?? 100);
    this.maxWait = samples(options.maxWaitMs ?? 250);
    this.fade = samples(options.fadeMs ?? 5);
    this.keep = samples(options.keepMs ?? 2000);
    this.needed = this.prebuffer;
  }

  get bufferedSamples(): number {
    let samples = 0;
    for (const segment of this.segments) {
      samples += segment.leftSamples;
    }
    return samples;
  }

  /** Something is audible or about to be. */
  get active(): boolean {
    return this.bufferedSamples > 0 || this.tail.length > 0;
  }

  write(segmentId: string, samples: Float32Array): void {
    let segment = this.segments.find((one) => one.id === segmentId);
    if (!segment) {
      segment = new PlaybackSegment(segmentId, this.keep);
      this.segments.push(segment);
    }
    segment.write(samples);
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
      this.tail = this.takeTail();
      this.paused = true;
      this.reportHead();
    }
  }

  /** Goes on where it stood, or back at a place of the segment that is playing. */
  resume(place?: PlaybackPlace): void {
    if (!this.paused) {
      return;
    }
    this.paused = false;
    this.fadeFrom = this.fade;
    const [head] = this.segments;
    if (place && head?.id === place.segmentId) {
      head.rewind(place.fromSample);
    }
  }

  /** Stops within the fade and forgets everything. */
  clear(): void {
    if (!this.paused) {
      this.tail = this.takeTail();
    }
    this.reportHead();
    this.segments = [];
    this.paused = false;
    this.wait(this.prebuffer);
  }

  render(output: Float32Array): void {
    output.fill(0);
    const at = this.renderTail(output);
    if (!this.paused && this.isReady(output.length)) {
      this.renderVoice(output.subarray(at));
    }
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
    const buffered = this.bufferedSamples;
    if (buffered === 0) {
      return false;
    }
    this.waited += blockSamples;
    const complete = this.segments.every((segment) => segment.ended);
    if (buffered < this.needed && this.waited < this.maxWait && !complete) {
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

  private renderVoice(output: Float32Array): void {
    let at = 0;
    while (at < output.length && this.segments.length > 0 && !this.waiting) {
      const read = this.readHead(output.subarray(at));
      at += read;
      if (read === 0) {
        this.advance(output.subarray(at));
      }
    }
    this.closeFinished();
  }

  private readHead(output: Float32Array): number {
    const count = this.segments[0]?.read(output) ?? 0;
    this.fadeFrom = fadeIn(output.subarray(0, count), this.fadeFrom, this.fade);
    this.lastSample = count > 0 ? (output[count - 1] ?? 0) : this.lastSample;
    return count;
  }

  /** Leaves a head that has run dry for the next segment, or waits for more of it. */
  private advance(rest: Float32Array): void {
    const [head, next] = this.segments;
    if (head?.ended || (next && next.leftSamples > 0)) {
      this.finishHead();
      return;
    }
    this.underruns += 1;
    this.wait(this.rebuffer);
    this.dieAway(rest);
  }

  private closeFinished(): void {
    while (this.segments[0]?.ended && this.segments[0].leftSamples === 0) {
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

  /** Plays on for the length of the fade; where the voice has no more, its last value dies away. */
  private takeTail(): Float32Array {
    if (this.waiting || this.tail.length > 0) {
      return this.tail;
    }
    const tail = new Float32Array(this.fade);
    const read = this.readHead(tail);
    tail.fill(this.lastSample, read);
    fadeOut(tail);
    return tail;
  }

  /** Without a ramp on both sides of the gap it would click. */
  private dieAway(rest: Float32Array): void {
    this.tail = new Float32Array(this.fade).fill(this.lastSample);
    fadeOut(this.tail);
    this.renderTail(rest);
    this.fadeFrom = this.fade;
  }
}
