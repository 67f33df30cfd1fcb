import { SystemClock } from '@sparline/voice';
import { structuredModel } from '../calls/engines/providers';
import type { AppConfig } from '../config/app-config';
import { ReviewModel } from './review-model';

/** The first language model in the order of preference that has an account. */
export const createReviewModel = (config: AppConfig): ReviewModel =>
  new ReviewModel(structuredModel(config, new SystemClock(), config.models.scoring));
