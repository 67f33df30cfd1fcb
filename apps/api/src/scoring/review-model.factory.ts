import { OpenAiStructuredModel, type StructuredLanguageModel, SystemClock } from '@sparline/voice';
import type { AppConfig } from '../config/app-config';
import { DEFAULT_LANGUAGE_MODELS, GEMINI_URL, isUsable } from '../config/provider-accounts';
import { ReviewModel } from './review-model';

/** The first language model in the order of preference that has an account. */
export const createReviewModel = ({ providers, models, preferences }: AppConfig): ReviewModel => {
  const clock = new SystemClock();
  const model = models.scoring ?? models.languageModel;
  const known = {
    openai: () =>
      new OpenAiStructuredModel({
        ...providers.openai,
        clock,
        model: model ?? DEFAULT_LANGUAGE_MODELS.openai,
      }),
    gemini: () =>
      new OpenAiStructuredModel({
        apiKey: providers.gemini.apiKey,
        baseUrl: providers.gemini.baseUrl ?? GEMINI_URL,
        provider: 'gemini',
        clock,
        model: model ?? DEFAULT_LANGUAGE_MODELS.gemini,
      }),
  } satisfies Record<string, () => StructuredLanguageModel>;
  const name = (preferences.languageModel ?? ['openai', 'gemini'])
    .filter((wanted) => wanted !== 'none')
    .find((wanted) => isUsable(providers[wanted]));
  return new ReviewModel(name && known[name]());
};
