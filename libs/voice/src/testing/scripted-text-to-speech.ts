import type { Clock } from '../clock/clock';
import { sleep } from '../clock/sleep';
import type {
  SpokenWord,
  TextToSpeech,
  TextToSpeechEvent,
  TextToSpeechRequest,
} from '../ports/text-to-speech';

export type ScriptedVoice = {
  sampleRate?: number;
  firstAudioMs?: number;
  /** Length of the speech. */
  msPerCharacter?: number;
  /** Length of one piece of audio. */
  frameMs?: number;
  /** How much faster than real time it is made. */
  speed?: number;
  wordTimes?: boolean;
  /** The n-th sample of all that it says, counted from 1; without it samples count up. */
  sampleAt?: (n: number) => number;
  /** What goes wrong with the n-th call, counted from 0. */
  trouble?: (call: number) => { error?: Error; stallAfterFrames?: number } | undefined;
};

/** A voice of known length: every character takes the same time. Its samples count up from 1. */
export class ScriptedTextToSpeech implements TextToSpeech {
  readonly provider = 'scripted';
  readonly model = 'voice';
  readonly sampleRate: number;
  readonly requests: TextToSpeechRequest[] = [];
  private samplesMade = 0;

  constructor(
    private readonly clock: Clock,
    private readonly script: ScriptedVoice = {},
  ) {
    this.sampleRate = script.sampleRate ?? 16_000;
  }

  async *synthesize(request: TextToSpeechRequest): AsyncGenerator<TextToSpeechEvent> {
    const trouble = this.script.trouble?.(this.requests.length);
    this.requests.push(request);
    const { firstAudioMs = 100, frameMs = 100, speed = 10 } = this.script;
    await sleep(this.clock, firstAudioMs, request.signal);
    if (trouble?.error) throw trouble.error;
    if (this.script.wordTimes !== false) yield { type: 'words', words: this.wordsOf(request.text) };
    const frames = Math.ceil(this.lengthMs(request.text) / frameMs);
    for (let frame = 0; frame < frames && !request.signal.aborted; frame += 1) {
      if (frame === trouble?.stallAfterFrames) await new Promise(() => undefined);
      yield { type: 'audio', samples: this.audio(frameMs) };
      await sleep(this.clock, frameMs / speed, request.signal);
    }
    yield { type: 'usage', usage: [{ unit: 'character', quantity: request.text.length }] };
  }

  lengthMs(text: string): number {
    return text.length * (this.script.msPerCharacter ?? 50);
  }

  private audio(ms: number): Int16Array {
    const { sampleAt = (n: number) => n % 30_000 } = this.script;
    const samples = new Int16Array((this.sampleRate * ms) / 1000);
    for (let at = 0; at < samples.length; at += 1) {
      this.samplesMade += 1;
      samples[at] = sampleAt(this.samplesMade);
    }
    return samples;
  }

  private wordsOf(text: string): SpokenWord[] {
    return [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
      text: word,
      startMs: this.lengthMs(text.slice(0, index)),
      endMs: this.lengthMs(text.slice(0, index + word.length)),
    }));
  }
}
