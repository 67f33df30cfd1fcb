import type { StructuredLanguageModel } from '@sparline/voice';

/** The language model that judges calls; undefined where the operator gave none, and rules judge. */
export class ReviewModel {
  constructor(readonly model: StructuredLanguageModel | undefined) {}
}
