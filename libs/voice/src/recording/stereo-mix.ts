import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { BYTES_PER_SAMPLE, samplesToBytes } from '../audio/pcm';
import { Resampler } from '../audio/resampler';
import { PERSONA_FILE, TRAINEE_FILE, TRAINEE_SAMPLE_RATE } from './call-spool';
import type { PlaybackSpan } from './playback-spans';
import { SampleQueue } from './sample-queue';
import { SegmentTimeline } from './segment-timeline';

export const MIX_SAMPLE_RATE = 24_000;
const BLOCK_SECONDS = 1;
/** Every usual sample rate is a multiple of it. */
const READS_PER_SECOND = 10;

export type MixSource = {
  /** Holds the files of a CallSpool. */
  folder: string;
  personaSampleRate: number;
  spans: readonly PlaybackSpan[];
};

/** Left the trainee, right the persona. */
export type StereoBlock = { left: Int16Array; right: Int16Array };

/**
 * Both sides of a call on the call's clock, a second at a time, whatever the call's length. It reads
 * files synchronously: for worker threads.
 */
export class StereoMix {
  private readonly left = new SampleQueue();
  private readonly right = new SampleQueue();
  private reads = 0;
  private given = 0;

  private constructor(
    private readonly trainee: SampleFile,
    private readonly persona: SampleFile,
    private readonly timeline: SegmentTimeline,
    private readonly resamplers: { left: Resampler; right: Resampler },
  ) {}

  static async open(source: MixSource): Promise<StereoMix> {
    const persona = new SampleFile(join(source.folder, PERSONA_FILE));
    const rate = source.personaSampleRate;
    const timeline = new SegmentTimeline(source.spans, rate, (at, into) => persona.read(at, into));
    return new StereoMix(new SampleFile(join(source.folder, TRAINEE_FILE)), persona, timeline, {
      left: await Resampler.create(TRAINEE_SAMPLE_RATE, MIX_SAMPLE_RATE),
      right: await Resampler.create(rate, MIX_SAMPLE_RATE),
    });
  }

  /** Of each channel; none of a call whose sound nobody kept, whatever its log says was played. */
  get totalSamples(): number {
    if (this.trainee.samples + this.persona.samples === 0) return 0;
    const { left, right } = this.resamplers;
    const seconds = Math.max(
      this.trainee.samples / left.inputRate,
      this.timeline.end / right.inputRate,
    );
    return Math.round(seconds * MIX_SAMPLE_RATE);
  }

  /** `undefined` after the last. */
  next(): StereoBlock | undefined {
    const length = Math.min(BLOCK_SECONDS * MIX_SAMPLE_RATE, this.totalSamples - this.given);
    if (length <= 0) return undefined;
    while (Math.min(this.left.length, this.right.length) < length) this.readMore();
    this.given += length;
    return { left: this.left.take(length), right: this.right.take(length) };
  }

  close(): void {
    this.trainee.close();
    this.persona.close();
    this.resamplers.left.close();
    this.resamplers.right.close();
  }

  /** Beyond the end this is silence, which pushes out what the resamplers hold back. */
  private readMore(): void {
    const { left, right } = this.resamplers;
    const traineeLength = left.inputRate / READS_PER_SECOND;
    const personaLength = right.inputRate / READS_PER_SECOND;
    const samples = new Int16Array(traineeLength);
    this.trainee.read(this.reads * traineeLength, samples);
    this.left.push(left.process(samples));
    const heard = this.timeline.block(this.reads * personaLength, personaLength);
    this.right.push(right.process(heard));
    this.reads++;
  }
}

/** Raw PCM16 on disk; empty when there is no such file. */
class SampleFile {
  private readonly descriptor: number | undefined;
  readonly samples: number;

  constructor(path: string) {
    this.descriptor = existsSync(path) ? openSync(path, 'r') : undefined;
    const bytes = this.descriptor === undefined ? 0 : fstatSync(this.descriptor).size;
    this.samples = Math.floor(bytes / BYTES_PER_SAMPLE);
  }

  read(offsetSamples: number, into: Int16Array): void {
    const { descriptor } = this;
    if (descriptor === undefined || offsetSamples >= this.samples) return;
    const bytes = samplesToBytes(into);
    for (let done = 0; done < bytes.length;) {
      const position = offsetSamples * BYTES_PER_SAMPLE + done;
      const read = readSync(descriptor, bytes, done, bytes.length - done, position);
      if (read === 0) return;
      done += read;
    }
  }

  close(): void {
    if (this.descriptor !== undefined) closeSync(this.descriptor);
  }
}
