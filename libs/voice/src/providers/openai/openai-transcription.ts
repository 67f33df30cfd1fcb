import type { SpeechToTextOptions, SpeechToTextStream } from '../../ports/speech-to-text';
import type { ProviderError } from '../../resilience/provider-error';
import type { Transcript, TranscriptionRequest } from './openai-speech-to-text';
import { SpeechSegment } from '../../audio/speech-segment';

/** Longer monologues are sent in parts, so that memory and waiting stay bounded. */
const LONGEST_SEGMENT_MS = 60_000;
/** The vendor refuses less. */
const SHORTEST_SEGMENT_MS = 100;

type Transcriber = {
  /** Throws nothing but ProviderError. */
  transcribe(request: TranscriptionRequest): Promise<Transcript | undefined>;
};

/** One call's utterances, sent as they end; results come in the order they were said. */
export class OpenAiTranscription implements SpeechToTextStream {
  private readonly segment: SpeechSegment;
  private readonly aborting = new AbortController();
  private lastEmitted: Promise<void> = Promise.resolve();

  constructor(
    private readonly transcriber: Transcriber,
    private readonly options: SpeechToTextOptions,
  ) {
    this.segment = new SpeechSegment(options.sampleRate);
  }

  write(samples: Int16Array): void {
    if (this.aborting.signal.aborted) return;
    this.segment.write(samples);
    if (this.segment.isSpeaking && this.segment.keptMs >= LONGEST_SEGMENT_MS) this.send();
  }

  speechStarted(): void {
    this.segment.start();
  }

  speechEnded(): void {
    if (!this.segment.isSpeaking) return;
    this.send();
    this.segment.stop();
  }

  close(): void {
    this.aborting.abort();
    this.segment.stop();
    this.segment.take();
  }

  private send(): void {
    if (this.aborting.signal.aborted) return;
    const tooShort = this.segment.keptMs < SHORTEST_SEGMENT_MS;
    const samples = this.segment.take();
    const { options } = this;
    const { signal } = this.aborting;
    const asking = tooShort
      ? Promise.resolve({ text: '', usage: [] })
      : this.transcriber.transcribe({ samples, options, signal });
    const settled = asking.then(
      (transcript) => () => this.deliver(transcript),
      (error: ProviderError) => () => this.fail(error),
    );
    this.lastEmitted = this.lastEmitted.then(async () => (await settled)());
  }

  private deliver(transcript: Transcript | undefined): void {
    if (!transcript) return;
    const { text, usage } = transcript;
    if (usage.length > 0) this.options.onEvent({ type: 'usage', usage });
    if (!this.aborting.signal.aborted) this.options.onEvent({ type: 'final', text });
  }

  private fail(error: ProviderError): void {
    if (!this.aborting.signal.aborted) this.options.onEvent({ type: 'error', error });
  }
}
