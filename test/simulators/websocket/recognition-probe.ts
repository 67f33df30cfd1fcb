import { setTimeout as wait } from 'node:timers/promises';
import type {
  SpeechToText,
  SpeechToTextEvent,
  SpeechToTextStream,
} from '../../../libs/voice/src/ports/speech-to-text';

const SAMPLE_RATE = 16_000;
const FRAME_MS = 20;

/** A call's ear on a recogniser: says tones and silence, and keeps what came of it. */
export class RecognitionProbe {
  readonly events: SpeechToTextEvent[] = [];
  readonly stream: SpeechToTextStream;

  constructor(recogniser: SpeechToText, call: { language?: string; keyterms?: string[] } = {}) {
    this.stream = recogniser.open({
      sampleRate: SAMPLE_RATE,
      language: 'en-GB',
      keyterms: [],
      ...call,
      onEvent: (event) => this.events.push(event),
    });
  }

  /** At once, or as a microphone gives it. */
  async hear(kind: 'voice' | 'silence', ms: number, pace: 'at_once' | 'real' = 'at_once') {
    const frame = new Int16Array((SAMPLE_RATE * FRAME_MS) / 1000);
    if (kind === 'voice') frame.forEach((_, i) => (frame[i] = 8000 * Math.sin(i / 10)));
    const startedMs = performance.now();
    for (let at = 0; at < ms; at += FRAME_MS) {
      this.stream.write(frame);
      const earlyMs = at + FRAME_MS - (performance.now() - startedMs);
      if (pace === 'real' && earlyMs > 0) await wait(earlyMs);
    }
  }

  async utterance(ms = 600, pace: 'at_once' | 'real' = 'at_once'): Promise<void> {
    this.stream.speechStarted();
    await this.hear('voice', ms, pace);
    await this.hear('silence', 200, pace);
    this.stream.speechEnded();
  }

  get finals(): string[] {
    return this.events.flatMap((event) => (event.type === 'final' ? [event.text] : []));
  }

  get interims(): string[] {
    return this.events.flatMap((event) => (event.type === 'interim' ? [event.text] : []));
  }

  get errors(): string[] {
    return this.events.flatMap((event) => (event.type === 'error' ? [event.error.kind] : []));
  }

  get usedMs(): number {
    const used = this.events.flatMap((event) => (event.type === 'usage' ? event.usage : []));
    return used.reduce((sum, { quantity }) => sum + quantity, 0);
  }

  /** @throws Error when the condition does not come true in time. */
  async until(condition: () => boolean, limitMs = 4_000): Promise<void> {
    const lastMs = performance.now() + limitMs;
    while (!condition()) {
      if (performance.now() > lastMs) {
        const types = this.events.map(({ type }) => type).join(' ');
        throw new Error(`Not within ${limitMs} ms; there were: ${types || 'no events'}.`);
      }
      await wait(5);
    }
  }
}
