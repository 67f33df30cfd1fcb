/** One billable quantity as the provider counts it. */
export type UsageUnit =
  | 'input_token'
  | 'cached_input_token'
  | 'output_token'
  | 'audio_input_token'
  | 'cached_audio_input_token'
  | 'audio_output_token'
  | 'character'
  | 'audio_ms';

export type UsageQuantity = { unit: UsageUnit; quantity: number };

/** Who is to be paid, where that is another than the one who was asked: a fallback. */
export type UsageSource = { provider: string; model: string };

/** English text; used where nobody counts, or nobody has told. */
const CHARACTERS_PER_TOKEN = 4;

/** Roughly the tokens of a text of so many characters. */
export function estimateTokens(characters: number): number {
  return Math.ceil(characters / CHARACTERS_PER_TOKEN);
}
