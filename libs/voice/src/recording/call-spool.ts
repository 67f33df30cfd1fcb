import { join } from 'node:path';
import { msToSamples } from '../audio/pcm';
import type { Timer } from '../clock/clock';
import type { CallRecorder } from '../ports/call-recorder';
import { ArrivalTimeline, LOOK_AHEAD_MS } from './arrival-timeline';
import { PcmFile, type PcmFileOptions } from './pcm-file';

export const TRAINEE_FILE = 'trainee.pcm';
export const PERSONA_FILE = 'persona.pcm';
/** Of the trainee's file, in hertz. */
export const TRAINEE_SAMPLE_RATE = 16_000;

const READ_MS = 10;

export type CallSpoolOptions = PcmFileOptions & {
  /** Made with the first sound; earlier files of the same names are replaced. */
  folder: string;
  /** The first sound is there. */
  onBegun?: () => void;
};

/**
 * Keeps both sides of a running call on disk as raw PCM16: `trainee.pcm` at 16 kHz, where a sample's
 * place is its time on the call's clock, and `persona.pcm` at the sink's rate, as it was produced.
 */
export class CallSpool implements CallRecorder {
  private readonly traineeFile: PcmFile;
  private readonly personaFile: PcmFile;
  private readonly arrivals: ArrivalTimeline;
  private waiting: Timer | undefined;
  private lastFrameAtMs = 0;
  private begun = false;

  constructor(private readonly options: CallSpoolOptions) {
    const traineeFile = new PcmFile(join(options.folder, TRAINEE_FILE), options);
    this.traineeFile = traineeFile;
    this.personaFile = new PcmFile(join(options.folder, PERSONA_FILE), options);
    this.arrivals = new ArrivalTimeline({
      sampleRate: TRAINEE_SAMPLE_RATE,
      append: (samples) => traineeFile.append(samples),
      appendSilence: (samples) => traineeFile.appendSilence(samples),
    });
  }

  /** `atMs` is when the samples arrived: the call's time at the end of the last one. */
  trainee(samples: Int16Array, atMs: number): void {
    this.begin();
    this.arrivals.push(samples, msToSamples(atMs, TRAINEE_SAMPLE_RATE));
    this.lastFrameAtMs = this.options.clock.now();
    if (!this.waiting) this.watch(LOOK_AHEAD_MS);
  }

  persona(_segmentId: string, samples: Int16Array): { offsetSamples: number } {
    this.begin();
    const offsetSamples = this.personaFile.samples;
    this.personaFile.append(samples);
    return { offsetSamples };
  }

  /** Resolves when all is on disk. Failures were told to `onError`. */
  async close(): Promise<void> {
    this.waiting?.cancel();
    this.arrivals.release();
    await Promise.all([this.traineeFile.close(), this.personaFile.close()]);
  }

  /**
   * Frames that come keep pushing others out; the last before a pause would wait for ever. One timer
   * while they come, not one a frame.
   */
  private watch(delayMs: number): void {
    const { clock } = this.options;
    this.waiting = clock.setTimer(delayMs, () => {
      const leftMs = LOOK_AHEAD_MS - (clock.now() - this.lastFrameAtMs);
      if (leftMs > 0) this.watch(leftMs);
      else this.releaseUnlessRead(this.lastFrameAtMs);
    });
  }

  /** In a process that was held up this is due before the sockets are read, which may have more. */
  private releaseUnlessRead(lastFrameAtMs: number): void {
    this.waiting = this.options.clock.setTimer(READ_MS, () => {
      this.waiting = undefined;
      if (this.lastFrameAtMs === lastFrameAtMs) this.arrivals.release();
      else this.watch(LOOK_AHEAD_MS);
    });
  }

  private begin(): void {
    if (this.begun) return;
    this.begun = true;
    this.options.onBegun?.();
  }
}
