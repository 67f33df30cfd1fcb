import { OpenAiStructuredModel, type StructuredLanguageModel, SystemClock } from '@sparline/voice';
import type { AppConfig, ProviderAccount } from '../config/app-config';
import { ReviewModel } from './review-model';

const GEMINI_URL = 'https://generativelanguage.googleapis.com/v1beta/openai/';

/** The first language model in the order of preference that has an account. */
export const createReviewModel = ({ providers, models, preferences }: AppConfig): ReviewModel => {
  const clock = new SystemClock();
  const model = models.scoring ?? models.languageModel;
  const known = {
    openai: () =>
      new OpenAiStructuredModel({ ...providers.openai, clock, model: model ?? 'gpt-4.1-mini' }),
    gemini: () =>
      new OpenAiStructuredModel({
        apiKey: providers.gemini.apiKey,
        baseUrl: providers.gemini.baseUrl ?? GEMINI_URL,
        provider: 'gemini',
        clock,
        model: model ?? 'gemini-3.5-flash',
      }),
  } satisfies Record<string, () => StructuredLanguageModel>;
  const name = (preferences.languageModel ?? ['openai', 'gemini'])
    .filter((wanted) => wanted !== 'none')
    .find((wanted) => isUsable(providers[wanted]));
  return new ReviewModel(name && known[name]());
};

/** A server of one's own needs no key, a vendor's does. */
const isUsable = ({ apiKey, baseUrl }: ProviderAccount): boolean =>
  apiKey !== undefined || baseUrl !== undefined;
