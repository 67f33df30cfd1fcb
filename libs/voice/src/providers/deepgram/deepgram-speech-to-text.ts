import type {
  SpeechToText,
  SpeechToTextOptions,
  SpeechToTextStream,
} from '../../ports/speech-to-text';
import { RecognitionStream } from '../recognition/recognition-stream';
import { DeepgramListenWire } from './deepgram-listen-wire';
import type { DeepgramOptions } from './deepgram-options';

/**
 * Recognises a call as it goes, over Deepgram's `v1/listen`: interim results within a second, and the
 * final text of an utterance as soon as voice activity says that it ended.
 */
export class DeepgramSpeechToText implements SpeechToText {
  readonly provider = 'deepgram';
  readonly model: string;
  readonly finalBudgetMs = 1_000;
  readonly sends = 'stream';

  /** @param options.model [nova-3] */
  constructor(private readonly options: DeepgramOptions) {
    this.model = options.model ?? 'nova-3';
  }

  /** @throws TypeError of a base URL that is none. */
  open(call: SpeechToTextOptions): SpeechToTextStream {
    const wire = new DeepgramListenWire({ ...this.options, model: this.model });
    return new RecognitionStream(wire, call, this.options);
  }
}
