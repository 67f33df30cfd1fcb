import type {
  SpeechToText,
  SpeechToTextOptions,
  SpeechToTextStream,
} from '../ports/speech-to-text';
import type { FallbackOptions } from './fallback';
import { FallbackRecognition } from './fallback-recognition';
import { primaryOf } from './usage-source';

/**
 * Several recognisers in order of preference, as one. When the one in use fails, the next hears the
 * utterance again from its beginning, so that nothing said is lost.
 */
export class FallbackSpeechToText implements SpeechToText {
  readonly provider: string;
  readonly model: string;
  readonly finalBudgetMs: number;
  readonly sends: SpeechToText['sends'];

  /** @throws RangeError without a recogniser. */
  constructor(
    private readonly recognisers: readonly SpeechToText[],
    private readonly options: FallbackOptions,
  ) {
    const primary = primaryOf(recognisers);
    this.provider = primary.provider;
    this.model = primary.model;
    this.sends = primary.sends;
    this.finalBudgetMs = Math.max(...recognisers.map(({ finalBudgetMs }) => finalBudgetMs));
  }

  open(options: SpeechToTextOptions): SpeechToTextStream {
    return new FallbackRecognition(this.recognisers, options, this.options);
  }
}
