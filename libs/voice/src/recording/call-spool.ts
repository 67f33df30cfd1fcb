import { join } from 'node:path';
import { levelDbfs } from '../audio/level';
import { msToSamples } from '../audio/pcm';
import type { CallRecorder } from '../ports/call-recorder';
import { PcmFile, type PcmFileOptions } from './pcm-file';

export const TRAINEE_FILE = 'trainee.pcm';
export const PERSONA_FILE = 'persona.pcm';
/** Of the trainee's file, in hertz. */
export const TRAINEE_SAMPLE_RATE = 16_000;

/** Lateness that is jitter of the network; more is a gap in the sound. */
const JITTER_MS = 100;
/** How far the sound may run ahead of the clock before quiet frames are left out. */
const AHEAD_MS = 60;
const QUIET_DBFS = -50;

export type CallSpoolOptions = PcmFileOptions & {
  /** Made when it is not there; earlier files of the same names are replaced. */
  folder: string;
};

/**
 * Keeps both sides of a running call on disk as raw PCM16: `trainee.pcm` at 16 kHz, where a sample's
 * place is its time on the call's clock, and `persona.pcm` at the sink's rate, as it was produced.
 */
export class CallSpool implements CallRecorder {
  private readonly traineeFile: PcmFile;
  private readonly personaFile: PcmFile;

  constructor(options: CallSpoolOptions) {
    this.traineeFile = new PcmFile(join(options.folder, TRAINEE_FILE), options);
    this.personaFile = new PcmFile(join(options.folder, PERSONA_FILE), options);
  }

  /** `atMs` is when the samples arrived: the call's time at the end of the last one. */
  trainee(samples: Int16Array, atMs: number): void {
    const startsAt = Math.max(0, msToSamples(atMs, TRAINEE_SAMPLE_RATE) - samples.length);
    const late = startsAt - this.traineeFile.samples;
    const isStart = this.traineeFile.samples === 0;
    if (late > msToSamples(isStart ? 0 : JITTER_MS, TRAINEE_SAMPLE_RATE)) {
      this.traineeFile.appendSilence(late);
    }
    const ahead = -late > msToSamples(AHEAD_MS, TRAINEE_SAMPLE_RATE);
    // After a stall the held-up frames come at once; pauses between words take the surplus back.
    if (ahead && levelDbfs(samples) < QUIET_DBFS) return;
    this.traineeFile.append(samples);
  }

  persona(_segmentId: string, samples: Int16Array): { offsetSamples: number } {
    const offsetSamples = this.personaFile.samples;
    this.personaFile.append(samples);
    return { offsetSamples };
  }

  /** Resolves when all is on disk. Failures were told to `onError`. */
  async close(): Promise<void> {
    await Promise.all([this.traineeFile.close(), this.personaFile.close()]);
  }
}
