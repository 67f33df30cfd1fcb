import type {
  SpeechToText,
  SpeechToTextOptions,
  SpeechToTextStream,
} from '../../ports/speech-to-text';
import { RecognitionStream } from '../recognition/recognition-stream';
import {
  DeepgramFluxWire,
  FLUX_ENGLISH,
  FLUX_TURN_TIMEOUT_MS,
  type FluxOptions,
} from './deepgram-flux-wire';

/**
 * Recognises a call as it goes, over Deepgram's `v2/listen`, whose model also judges whether the
 * trainee has finished (`eager`, `resumed`). Silence that it needs in pauses is billed as audio.
 */
export class DeepgramFluxSpeechToText implements SpeechToText {
  readonly provider = 'deepgram';
  readonly model: string;
  readonly finalBudgetMs = FLUX_TURN_TIMEOUT_MS + 500;
  readonly sends = 'stream';

  /** @param options.model [flux-general-en]; its multilingual sibling hears other languages. */
  constructor(private readonly options: FluxOptions) {
    const { model = 'flux' } = options;
    this.model = model === 'flux' ? FLUX_ENGLISH : model;
  }

  /** @throws TypeError of a base URL that is none, RangeError of a threshold out of range. */
  open(call: SpeechToTextOptions): SpeechToTextStream {
    const wire = new DeepgramFluxWire({ ...this.options, model: this.model });
    return new RecognitionStream(wire, call, this.options);
  }
}
