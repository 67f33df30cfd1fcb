import {
  AssemblyAiSpeechToText,
  CartesiaTextToSpeech,
  type Clock,
  DeepgramFluxSpeechToText,
  type DeepgramOptions,
  DeepgramSpeechToText,
  DeepgramTextToSpeech,
  ElevenLabsTextToSpeech,
  EspeakTextToSpeech,
  type LanguageModel,
  OpenAiLanguageModel,
  OpenAiSpeechToText,
  OpenAiStructuredModel,
  OpenAiTextToSpeech,
  type SpeechToText,
  type StructuredLanguageModel,
  type TextToSpeech,
} from '@sparline/voice';
import type { AppConfig } from '../../config/app-config';
import type { RECOGNISERS, VOICES } from '../../config/env.schema';
import { DEFAULT_LANGUAGE_MODELS, GEMINI_URL, isUsable } from '../../config/provider-accounts';

type RecogniserName = (typeof RECOGNISERS)[number];
type Known<Name extends string, Provider> = Record<Name, () => Provider | false>;

/** What has an account, best first. */
export const languageModels = (config: AppConfig, clock: Clock): LanguageModel[] => {
  const { openai, gemini } = config.providers;
  const known = {
    openai: () =>
      isUsable(openai) &&
      new OpenAiLanguageModel({
        ...openai,
        clock,
        model: config.models.languageModel ?? DEFAULT_LANGUAGE_MODELS.openai,
      }),
    gemini: () =>
      isUsable(gemini) &&
      new OpenAiLanguageModel({
        apiKey: gemini.apiKey,
        baseUrl: gemini.baseUrl ?? GEMINI_URL,
        provider: 'gemini',
        clock,
        model: config.models.languageModel ?? DEFAULT_LANGUAGE_MODELS.gemini,
        extraBody: { reasoning_effort: 'minimal' },
      }),
    none: () => false as const,
  };
  return chosen(known, config.preferences.languageModel ?? ['openai', 'gemini']);
};

/**
 * The first language model in the order of preference that has an account, to be asked for answers of a
 * given shape; `name` in place of the one that talks.
 */
export const structuredModel = (
  { models, preferences, providers }: AppConfig,
  clock: Clock,
  name = models.languageModel,
): StructuredLanguageModel | undefined => {
  const { openai, gemini } = providers;
  const known = {
    openai: () =>
      isUsable(openai) &&
      new OpenAiStructuredModel({
        ...openai,
        clock,
        model: name ?? DEFAULT_LANGUAGE_MODELS.openai,
      }),
    gemini: () =>
      isUsable(gemini) &&
      new OpenAiStructuredModel({
        apiKey: gemini.apiKey,
        baseUrl: gemini.baseUrl ?? GEMINI_URL,
        provider: 'gemini',
        clock,
        model: name ?? DEFAULT_LANGUAGE_MODELS.gemini,
      }),
    none: () => false as const,
  };
  return chosen(known, preferences.languageModel ?? ['openai', 'gemini'])[0];
};

export const recognisers = (config: AppConfig, clock: Clock): SpeechToText[] => {
  const { assemblyai, deepgram, openai } = config.providers;
  // A model's name means something to one vendor only: the first that is asked.
  const named = [config.models.speechToText];
  const known: Known<RecogniserName, SpeechToText> = {
    deepgram: () => isUsable(deepgram) && deepgramRecogniser({ ...deepgram, clock }, named.shift()),
    assemblyai: () =>
      isUsable(assemblyai) &&
      new AssemblyAiSpeechToText({ ...assemblyai, clock, model: named.shift() }),
    openai: () =>
      isUsable(openai) &&
      new OpenAiSpeechToText({
        ...openai,
        clock,
        model: named.shift() ?? 'gpt-4o-mini-transcribe',
      }),
    none: () => false as const,
  };
  const order = config.preferences.speechToText ?? ['deepgram', 'assemblyai', 'openai'];
  return chosen(known, order);
};

const deepgramRecogniser = (account: DeepgramOptions, model = 'nova-3'): SpeechToText =>
  model.startsWith('flux')
    ? new DeepgramFluxSpeechToText({ ...account, model })
    : new DeepgramSpeechToText({ ...account, model });

/** Those that tell when each word is said come first, then the quicker one. */
const VOICE_ORDER = ['cartesia', 'elevenlabs', 'deepgram', 'openai', 'built_in'] as const;

/** TTS_MODEL is for the vendor whose name it has; a fallback keeps its own. */
export const voices = (config: AppConfig, clock: Clock): TextToSpeech[] => {
  const { cartesia, deepgram, elevenlabs, openai } = config.providers;
  const { textToSpeech: model } = config.models;
  const isSonic = model?.startsWith('sonic') === true;
  const isEleven = model?.startsWith('eleven_') === true;
  const isAura = model?.startsWith('aura-') === true;
  const known: Known<(typeof VOICES)[number], TextToSpeech> = {
    cartesia: () =>
      isUsable(cartesia) &&
      new CartesiaTextToSpeech({ ...cartesia, clock, model: isSonic ? model : 'sonic-3' }),
    elevenlabs: () =>
      isUsable(elevenlabs) &&
      new ElevenLabsTextToSpeech({
        ...elevenlabs,
        clock,
        model: isEleven ? model : 'eleven_flash_v2_5',
      }),
    deepgram: () =>
      isUsable(deepgram) &&
      new DeepgramTextToSpeech({ ...deepgram, clock, model: isAura ? model : 'aura-2' }),
    openai: () =>
      isUsable(openai) &&
      new OpenAiTextToSpeech({
        ...openai,
        clock,
        model: model && !isSonic && !isEleven && !isAura ? model : 'gpt-4o-mini-tts',
      }),
    built_in: () => EspeakTextToSpeech.available() && new EspeakTextToSpeech(),
    none: () => false as const,
  };
  return chosen(known, config.preferences.textToSpeech ?? VOICE_ORDER);
};

const chosen = <Name extends string, Provider>(
  known: Known<Name, Provider>,
  names: readonly Name[],
): Provider[] =>
  names.flatMap((name) => {
    const provider = known[name]();
    return provider === false ? [] : [provider];
  });
