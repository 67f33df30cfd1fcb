import type { AskModel, PersonaBrain } from '@sparline/personas';
import {
  EnergyVoiceActivity,
  EspeakTextToSpeech,
  FallbackLanguageModel,
  FallbackSpeechToText,
  FallbackTextToSpeech,
  CircuitBreaker,
  type LanguageModel,
  SileroPool,
  type StructuredLanguageModel,
  type SpeechToText,
  SystemClock,
  type TextToSpeech,
  type VoiceActivityDetector,
} from '@sparline/voice';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { AppConfig } from '../../config/app-config';
import type { Engine, PracticeOptions } from '../calls.schemas';
import { HouseVoice, type SaidLine } from './house-voice';
import { languageModels, recognisers, structuredModel, voices } from './providers';
import { type DialledSpeech, RealtimeDialler } from './realtime-dialler';
import { ScriptedLanguageModel } from './scripted-language-model';

/**
 * Three times what a slow first word takes. Longer than this a trainee has asked whether anyone is there,
 * and another model would have answered.
 */
const FIRST_TOKEN_MS = 4_000;

/** What a call thinks, hears and speaks with. */
export type CallVoices = {
  engine: Engine;
  languageModel: (brain: PersonaBrain) => LanguageModel;
  /** Reached already; takes the place of the other three. */
  speechToSpeech: DialledSpeech | null;
  speechToText: SpeechToText | null;
  textToSpeech: TextToSpeech | null;
};

/** Builds the providers once, from the configuration, and hands them to every call. */
@Injectable()
export class EngineFactory implements OnApplicationShutdown {
  private readonly logger = new Logger(EngineFactory.name);
  private readonly clock = new SystemClock();
  private readonly silero = new SileroPool({
    clock: this.clock,
    onProblem: (error) =>
      this.logger.warn({ err: error }, 'Speech is found by loudness alone: the model failed'),
  });
  private readonly breaker = new CircuitBreaker({ clock: this.clock });
  private readonly greeterLines = new Map<string, SaidLine>();
  private readonly structured: StructuredLanguageModel | undefined;
  private readonly models: LanguageModel[];
  private readonly recognisers: SpeechToText[];
  private readonly voices: TextToSpeech[];
  private readonly realtime: RealtimeDialler | null;
  /** Of calls that no realtime model takes. */
  private readonly engine: Exclude<Engine, 'realtime'>;

  constructor(config: AppConfig) {
    this.models = languageModels(config, this.clock);
    this.structured = structuredModel(config, this.clock);
    this.recognisers = recognisers(config, this.clock);
    this.voices = voices(config, this.clock);
    this.realtime = RealtimeDialler.of(config, { clock: this.clock, breaker: this.breaker });
    const isScripted = config.preferences.engine === 'scripted' || this.models.length === 0;
    this.engine = isScripted ? 'scripted' : 'pipeline';
  }

  /**
   * @param call its persona's voice by catalogue name; a far end that speaks text by itself gets
   * none of a realtime model.
   */
  async forCall(call: { voice: string; speaksText: boolean }): Promise<CallVoices> {
    const speechToSpeech = call.speaksText ? null : ((await this.realtime?.dial()) ?? null);
    if (!speechToSpeech) this.voices[0]?.prepare?.(call.voice);
    const engine = speechToSpeech ? 'realtime' : this.engine;
    return { ...this.pipeline(), engine, speechToSpeech };
  }

  private pipeline(): Omit<CallVoices, 'engine'> {
    const { clock, breaker } = this;
    return {
      speechToSpeech: null,
      languageModel: (brain) =>
        this.engine === 'scripted'
          ? new ScriptedLanguageModel(brain)
          : new FallbackLanguageModel(this.models, {
              clock,
              breaker,
              firstOutputMs: FIRST_TOKEN_MS,
            }),
      speechToText:
        this.recognisers.length > 0
          ? new FallbackSpeechToText(this.recognisers, { clock, breaker })
          : null,
      textToSpeech:
        this.voices.length > 0 ? new FallbackTextToSpeech(this.voices, { clock, breaker }) : null,
    };
  }

  /** A greeter hears, and says what rules have found out, whatever plays the persona. */
  forGreeter(call: { voice: string; speaksText: boolean }): CallVoices {
    if (!call.speaksText) this.voices[0]?.prepare?.(call.voice);
    const voices = this.pipeline();
    const { textToSpeech } = voices;
    return {
      ...voices,
      engine: this.engine,
      textToSpeech: textToSpeech && new HouseVoice(textToSpeech, this.greeterLines),
    };
  }

  /** Settles what rules leave open; undefined without a language model. */
  askModel(): AskModel | undefined {
    const model = this.structured;
    if (!model || this.engine === 'scripted') return undefined;
    return async (task, signal) => (await model.complete({ ...task, signal })).value;
  }

  /**
   * For 16 kHz. The model is loaded when the first call sends audio. Whoever hears by itself also
   * finds speech, and loudness is quick enough to hold a voice until it has.
   */
  voiceActivity({ speechToSpeech }: CallVoices): VoiceActivityDetector {
    const sampleRate = 16_000;
    return speechToSpeech
      ? new EnergyVoiceActivity({ sampleRate })
      : this.silero.detector(sampleRate);
  }

  options(): PracticeOptions {
    return {
      engine: this.realtime ? 'realtime' : this.engine,
      builtInBrain: !this.realtime && this.engine === 'scripted',
      recognition: this.realtime || this.recognisers.length > 0 ? 'server' : 'none',
      voice: this.realtime ? 'provider' : kindOf(this.voices[0]),
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.silero.close();
    for (const voice of this.voices) await voice.close?.();
  }
}

const kindOf = (voice: TextToSpeech | undefined): PracticeOptions['voice'] => {
  if (!voice) return 'none';
  return voice instanceof EspeakTextToSpeech ? 'built_in' : 'provider';
};
