import {
  AssemblyAiSpeechToText,
  CartesiaTextToSpeech,
  type Clock,
  DeepgramFluxSpeechToText,
  type DeepgramOptions,
  DeepgramSpeechToText,
  ElevenLabsTextToSpeech,
  EspeakTextToSpeech,
  type LanguageModel,
  OpenAiLanguageModel,
  OpenAiSpeechToText,
  OpenAiTextToSpeech,
  type SpeechToText,
  type TextToSpeech,
} from '@sparline/voice';
import type { AppConfig, ProviderAccount } from '../../config/app-config';
import type { RECOGNISERS, VOICES } from '../../config/env.schema';

type RecogniserName = (typeof RECOGNISERS)[number];
type Known<Name extends string, Provider> = Record<Name, () => Provider | false>;

const GEMINI_URL = 'https://generativelanguage.googleapis.com/v1beta/openai/';

/** A server of one's own needs no key, a vendor's does. */
const usable = (account: ProviderAccount): boolean =>
  account.apiKey !== undefined || account.baseUrl !== undefined;

/** What has an account, best first. */
export const languageModels = (config: AppConfig, clock: Clock): LanguageModel[] => {
  const { openai, gemini } = config.providers;
  const known = {
    openai: () =>
      usable(openai) &&
      new OpenAiLanguageModel({
        ...openai,
        clock,
        model: config.models.languageModel ?? 'gpt-4.1-mini',
      }),
    gemini: () =>
      usable(gemini) &&
      new OpenAiLanguageModel({
        apiKey: gemini.apiKey,
        baseUrl: gemini.baseUrl ?? GEMINI_URL,
        provider: 'gemini',
        clock,
        model: config.models.languageModel ?? 'gemini-3.5-flash',
        extraBody: { reasoning_effort: 'minimal' },
      }),
    none: () => false as const,
  };
  return chosen(known, config.preferences.languageModel ?? ['openai', 'gemini']);
};

export const recognisers = (config: AppConfig, clock: Clock): SpeechToText[] => {
  const { assemblyai, deepgram, openai } = config.providers;
  // A model's name means something to one vendor only: the first that is asked.
  const named = [config.models.speechToText];
  const known: Known<RecogniserName, SpeechToText> = {
    deepgram: () => usable(deepgram) && deepgramRecogniser({ ...deepgram, clock }, named.shift()),
    assemblyai: () =>
      usable(assemblyai) &&
      new AssemblyAiSpeechToText({ ...assemblyai, clock, model: named.shift() }),
    openai: () =>
      usable(openai) &&
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

/** TTS_MODEL is for the vendor whose name it has; a fallback keeps its own. */
export const voices = (config: AppConfig, clock: Clock): TextToSpeech[] => {
  const { cartesia, elevenlabs, openai } = config.providers;
  const { textToSpeech: model } = config.models;
  const isSonic = model?.startsWith('sonic') === true;
  const isEleven = model?.startsWith('eleven_') === true;
  const known: Known<(typeof VOICES)[number], TextToSpeech> = {
    cartesia: () =>
      usable(cartesia) &&
      new CartesiaTextToSpeech({ ...cartesia, clock, model: isSonic ? model : 'sonic-3' }),
    elevenlabs: () =>
      usable(elevenlabs) &&
      new ElevenLabsTextToSpeech({
        ...elevenlabs,
        clock,
        model: isEleven ? model : 'eleven_flash_v2_5',
      }),
    openai: () =>
      usable(openai) &&
      new OpenAiTextToSpeech({
        ...openai,
        clock,
        model: model && !isSonic && !isEleven ? model : 'gpt-4o-mini-tts',
      }),
    built_in: () => EspeakTextToSpeech.available() && new EspeakTextToSpeech(),
    none: () => false as const,
  };
  return chosen(
    known,
    config.preferences.textToSpeech ?? ['cartesia', 'elevenlabs', 'openai', 'built_in'],
  );
};

const chosen = <Name extends string, Provider>(
  known: Known<Name, Provider>,
  names: readonly Name[],
): Provider[] =>
  names.flatMap((name) => {
    const provider = known[name]();
    return provider === false ? [] : [provider];
  });
