import { Resampler } from '../audio/resampler';
import type { TextToSpeech, TextToSpeechEvent, TextToSpeechRequest } from '../ports/text-to-speech';
import { firstThatWorks, type FallbackOptions } from './fallback';
import { primaryOf, sourceUnlessFirst } from './usage-source';

/** Several voices in order of preference, as one, at the first one's sample rate. */
export class FallbackTextToSpeech implements TextToSpeech {
  readonly provider: string;
  readonly model: string;
  readonly sampleRate: number;

  /** @throws RangeError without a voice. */
  constructor(
    private readonly voices: readonly TextToSpeech[],
    private readonly options: FallbackOptions,
  ) {
    const primary = primaryOf(voices);
    this.provider = primary.provider;
    this.model = primary.model;
    this.sampleRate = primary.sampleRate;
  }

  synthesize(request: TextToSpeechRequest): AsyncIterable<TextToSpeechEvent> {
    return firstThatWorks(
      {
        stage: 'tts',
        candidates: this.voices,
        signal: request.signal,
        open: (voice, signal) => this.speak(voice, { ...request, signal }),
        isOutput: (event) => event.type === 'audio',
      },
      this.options,
    );
  }

  private async *speak(
    voice: TextToSpeech,
    request: TextToSpeechRequest,
  ): AsyncGenerator<TextToSpeechEvent> {
    const by = sourceUnlessFirst(voice, this.voices);
    if (by) yield { type: 'source', by };
    const resampler = await Resampler.create(voice.sampleRate, this.sampleRate);
    try {
      for await (const event of voice.synthesize(request)) {
        if (event.type === 'usage' && by) yield { by, ...event };
        else if (event.type !== 'audio') yield event;
        else yield { type: 'audio', samples: resampler.process(event.samples) };
      }
    } finally {
      resampler.close();
    }
  }
}
