import type {
  SpeechToText,
  SpeechToTextOptions,
  SpeechToTextStream,
} from '../../ports/speech-to-text';
import type { LinkOptions } from '../recognition/recogniser-link';
import { RecognitionStream } from '../recognition/recognition-stream';
import { AssemblyAiWire, UNIVERSAL } from './assemblyai-wire';

export type AssemblyAiOptions = LinkOptions & {
  apiKey?: string;
  /** `https` or `http` address of the streaming service, or of one that speaks its protocol. */
  baseUrl?: string;
  /** [universal-streaming-english]; its multilingual sibling hears other languages. */
  model?: string;
};

/**
 * Recognises a call as it goes, over AssemblyAI's Universal Streaming v3. Usage is the time that the
 * session was open, as the vendor bills it, not the audio sent.
 */
export class AssemblyAiSpeechToText implements SpeechToText {
  readonly provider = 'assemblyai';
  readonly model: string;
  readonly finalBudgetMs = 1_200;
  readonly sends = 'stream';

  constructor(private readonly options: AssemblyAiOptions) {
    this.model = options.model ?? UNIVERSAL;
  }

  /** @throws TypeError of a base URL that is none. */
  open(call: SpeechToTextOptions): SpeechToTextStream {
    const wire = new AssemblyAiWire({ ...this.options, model: this.model });
    return new RecognitionStream(wire, call, this.options);
  }
}
