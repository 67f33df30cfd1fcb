import type {
  SpeechToText,
  SpeechToTextEvent,
  SpeechToTextOptions,
  SpeechToTextStream,
} from '../ports/speech-to-text';

/** A recogniser that hears what a test tells it to. */
export class ScriptedSpeechToText implements SpeechToText {
  readonly provider = 'scripted';
  readonly model = 'recogniser';
  /** What the session did to its streams, in order. */
  readonly calls: ('open' | 'speechStarted' | 'speechEnded' | 'close')[] = [];
  samplesHeard = 0;
  private options: SpeechToTextOptions | null = null;

  constructor(
    readonly finalBudgetMs = 300,
    readonly sends: SpeechToText['sends'] = 'stream',
  ) {}

  open(options: SpeechToTextOptions): SpeechToTextStream {
    this.options = options;
    this.calls.push('open');
    return {
      write: (samples) => void (this.samplesHeard += samples.length),
      speechStarted: () => void this.calls.push('speechStarted'),
      speechEnded: () => void this.calls.push('speechEnded'),
      close: () => {
        this.calls.push('close');
        if (this.options === options) this.options = null;
      },
    };
  }

  interim(text: string): void {
    this.emit({ type: 'interim', text });
  }

  final(text: string): void {
    this.emit({ type: 'final', text });
  }

  /** Any event of a recogniser; dropped while no stream is open. */
  emit(event: SpeechToTextEvent): void {
    this.options?.onEvent(event);
  }
}
