import { samplesToMs } from '../audio/pcm';
import { SpeechSegment } from '../audio/speech-segment';
import type {
  SpeechToText,
  SpeechToTextEvent,
  SpeechToTextOptions,
  SpeechToTextStream,
} from '../ports/speech-to-text';
import { asProviderError, circuitKey, worthAsking, type FallbackOptions } from './fallback';
import type { ProviderError } from './provider-error';
import { sourceUnlessFirst } from './usage-source';

/** Utterances kept for another recogniser: the one being said and those without an answer. */
const MOST_KEPT = 4;
const LONGEST_KEPT_MS = 60_000;

/** One call's recognition, handed from recogniser to recogniser as they fail. */
export class FallbackRecognition implements SpeechToTextStream {
  private readonly waiting: SpeechToText[];
  private readonly segment: SpeechSegment;
  private unanswered: Int16Array[] = [];
  /** What was said so far has its final text, though voice activity has not noticed the end. */
  private answeredEarly = false;
  private stream: SpeechToTextStream | undefined;
  private using: SpeechToText | undefined;
  private writtenSamples = 0;
  private closed = false;

  constructor(
    private readonly recognisers: readonly SpeechToText[],
    private readonly call: SpeechToTextOptions,
    private readonly options: FallbackOptions,
  ) {
    this.segment = new SpeechSegment(call.sampleRate);
    this.waiting = worthAsking(recognisers, 'stt', options.breaker);
    this.openNext();
  }

  write(samples: Int16Array): void {
    if (this.closed) return;
    this.writtenSamples += samples.length;
    // Beyond the limit another recogniser would hear the utterance from its middle.
    if (this.segment.keptMs >= LONGEST_KEPT_MS) this.segment.take();
    this.segment.write(samples);
    this.stream?.write(samples);
  }

  speechStarted(): void {
    this.segment.start();
    this.answeredEarly = false;
    this.stream?.speechStarted();
  }

  speechEnded(): void {
    if (this.segment.isSpeaking) {
      const samples = this.segment.take();
      if (!this.answeredEarly) this.unanswered = [...this.unanswered, samples].slice(-MOST_KEPT);
      this.segment.stop();
    }
    this.stream?.speechEnded();
  }

  close(): void {
    this.closed = true;
    this.stream?.close();
    if (this.using) this.options.breaker.released(circuitKey('stt', this.using));
    this.unanswered = [];
    this.segment.take();
  }

  private openNext(): boolean {
    const recogniser = this.waiting.shift();
    if (!recogniser) return false;
    this.using = recogniser;
    this.options.breaker.allows(circuitKey('stt', recogniser));
    const startMs = samplesToMs(this.writtenSamples - this.keptSamples, this.call.sampleRate);
    try {
      const stream = recogniser.open({
        ...this.call,
        onEvent: (event) => this.heard(recogniser, event, startMs),
      });
      if (this.using !== recogniser) return true;
      this.stream = stream;
      this.replay(stream);
    } catch (error) {
      this.lost(recogniser, asProviderError(recogniser.provider, error));
    }
    return true;
  }

  get recogniser(): SpeechToText | undefined {
    return this.using;
  }

  private get keptSamples(): number {
    const ended = this.unanswered.reduce((sum, samples) => sum + samples.length, 0);
    return ended + this.segment.keptSamples;
  }

  private replay(stream: SpeechToTextStream): void {
    for (const samples of this.unanswered) {
      stream.speechStarted();
      stream.write(samples);
      stream.speechEnded();
    }
    if (this.segment.isSpeaking) stream.speechStarted();
    for (const samples of this.segment.peek()) stream.write(samples);
  }

  private heard(source: SpeechToText, event: SpeechToTextEvent, startMs: number): void {
    const { onEvent } = this.call;
    if (event.type === 'usage') {
      const by = sourceUnlessFirst(source, this.recognisers);
      return onEvent(by ? { by, ...event } : event);
    }
    if (this.closed || this.using !== source) return;
    if (event.type === 'error') return this.lost(source, event.error);
    this.options.breaker.succeeded(circuitKey('stt', source));
    if (event.type !== 'final') {
      this.answeredEarly &&= event.type === 'resumed';
      return onEvent(event);
    }
    this.answered(event.turnEnded === true);
    const words = event.words?.map(({ text, startMs: from, endMs }) => ({
      text,
      startMs: from + startMs,
      endMs: endMs + startMs,
    }));
    onEvent(words ? { ...event, words } : event);
  }

  private answered(turnEnded: boolean): void {
    if (this.unanswered.shift() || !turnEnded || !this.segment.isSpeaking) return;
    this.answeredEarly = true;
    this.segment.take();
  }

  private lost(source: SpeechToText, error: ProviderError): void {
    const { provider, model } = source;
    this.options.breaker.failed(circuitKey('stt', source), error);
    this.using = undefined;
    this.options.onFailure?.({ stage: 'stt', provider, model, error });
    this.stream?.close();
    this.stream = undefined;
    if (this.openNext()) return;
    // Whoever opens anew starts with a clean sheet.
    this.call.onEvent({ type: 'error', error });
  }
}
