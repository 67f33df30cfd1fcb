import { concatSamples, msToSamples, samplesToMs } from './pcm';

/** What was said just before voice activity was noticed, and the first consonant with it. */
export const PRE_ROLL_MS = 300;

/** Keeps the audio of one utterance, with a short run-up, in bounded memory. */
export class SpeechSegment {
  private parts: Int16Array[] = [];
  private kept = 0;
  private speaking = false;
  private readonly preRoll: number;

  constructor(private readonly sampleRate: number) {
    this.preRoll = msToSamples(PRE_ROLL_MS, sampleRate);
  }

  get keptMs(): number {
    return samplesToMs(this.kept, this.sampleRate);
  }

  get keptSamples(): number {
    return this.kept;
  }

  get isSpeaking(): boolean {
    return this.speaking;
  }

  write(samples: Int16Array): void {
    this.parts.push(samples.slice());
    this.kept += samples.length;
    if (!this.speaking) this.trimToPreRoll();
  }

  start(): void {
    this.speaking = true;
  }

  /** The utterance so far; what comes next belongs to another. */
  take(): Int16Array {
    const samples = concatSamples(this.parts);
    this.parts = [];
    this.kept = 0;
    return samples;
  }

  /** The parts kept so far, which stay. */
  peek(): readonly Int16Array[] {
    return this.parts;
  }

  stop(): void {
    this.speaking = false;
  }

  private trimToPreRoll(): void {
    for (let first = this.parts[0]; first; first = this.parts[0]) {
      const surplus = this.kept - this.preRoll;
      if (surplus <= 0) return;
      const dropped = Math.min(surplus, first.length);
      if (dropped === first.length) this.parts.shift();
      else this.parts[0] = first.subarray(dropped);
      this.kept -= dropped;
    }
  }
}
