import type { PersonaBrain } from '@sparline/personas';
import {
  EspeakTextToSpeech,
  FallbackLanguageModel,
  FallbackSpeechToText,
  FallbackTextToSpeech,
  CircuitBreaker,
  type LanguageModel,
  type SpeechToText,
  SystemClock,
  type TextToSpeech,
} from '@sparline/voice';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { AppConfig } from '../../config/app-config';
import type { Engine, PracticeOptions } from '../calls.schemas';
import { languageModels, recognisers, voices } from './providers';
import { ScriptedLanguageModel } from './scripted-language-model';

/** What a call thinks, hears and speaks with. */
export type CallVoices = {
  engine: Engine;
  languageModel: (brain: PersonaBrain) => LanguageModel;
  speechToText: SpeechToText | null;
  textToSpeech: TextToSpeech | null;
};

/** Builds the providers once, from the configuration, and hands them to every call. */
@Injectable()
export class EngineFactory implements OnApplicationShutdown {
  private readonly clock = new SystemClock();
  private readonly breaker = new CircuitBreaker({ clock: this.clock });
  private readonly models: LanguageModel[];
  private readonly recognisers: SpeechToText[];
  private readonly voices: TextToSpeech[];
  private readonly engine: Engine;

  constructor(config: AppConfig) {
    this.models = languageModels(config, this.clock);
    this.recognisers = recognisers(config, this.clock);
    this.voices = voices(config, this.clock);
    const wanted = config.preferences.engine ?? 'pipeline';
    this.engine = this.models.length > 0 ? wanted : 'scripted';
  }

  /** @param voice the persona's, by its catalogue name. */
  forCall(voice: string): CallVoices {
    const { clock, breaker } = this;
    this.voices[0]?.prepare?.(voice);
    return {
      engine: this.engine,
      languageModel: (brain) =>
        this.engine === 'scripted'
          ? new ScriptedLanguageModel(brain)
          : new FallbackLanguageModel(this.models, { clock, breaker }),
      speechToText:
        this.recognisers.length > 0
          ? new FallbackSpeechToText(this.recognisers, { clock, breaker })
          : null,
      textToSpeech:
        this.voices.length > 0 ? new FallbackTextToSpeech(this.voices, { clock, breaker }) : null,
    };
  }

  options(): PracticeOptions {
    const [first] = this.voices;
    return {
      engine: this.engine,
      builtInBrain: this.engine === 'scripted',
      recognition: this.recognisers.length > 0 ? 'server' : 'none',
      voice: first ? (first instanceof EspeakTextToSpeech ? 'built_in' : 'provider') : 'none',
    };
  }

  async onApplicationShutdown(): Promise<void> {
    for (const voice of this.voices) await voice.close?.();
  }
}
