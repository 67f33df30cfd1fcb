import { estimateTokens, type UsageQuantity } from '../../ports/usage';
import { quantities } from '../openai/openai-usage';
import { fieldsOf, numberOf } from '../recognition/message-fields';

/** One second of the assistant's audio in tokens, by the vendor's pricing guide: one for 50 ms. */
const AUDIO_TOKENS_PER_SECOND = 20;

const count = (value: unknown): number => Math.max(0, numberOf(value) ?? 0);

/**
 * `response.usage`: every token once. Cached ones are a part of the input; where it is not told of
 * which kind they are, text is taken first.
 */
export function responseUsage(value: unknown): UsageQuantity[] {
  const usage = fieldsOf(value);
  const input = fieldsOf(usage['input_token_details']);
  const output = fieldsOf(usage['output_token_details']);
  const cached = fieldsOf(input['cached_tokens_details']);
  const text = count(input['text_tokens']) + count(input['image_tokens']);
  const audio = count(input['audio_tokens']);
  const isTold = 'audio_tokens' in cached || 'text_tokens' in cached;
  const cachedAll = Math.min(count(input['cached_tokens']), text + audio);
  const cachedAudio = isTold ? count(cached['audio_tokens']) : Math.max(0, cachedAll - text);
  const cachedText = isTold ? cachedAll - cachedAudio : Math.min(cachedAll, text);
  return quantities({
    input_token: text - cachedText,
    cached_input_token: cachedText,
    audio_input_token: audio - cachedAudio,
    cached_audio_input_token: cachedAudio,
    output_token: count(output['text_tokens']),
    audio_output_token: count(output['audio_tokens']),
  });
}

/** Of `input_audio_transcription.completed`: tokens, or seconds of audio. */
export function transcriptionUsage(value: unknown): UsageQuantity[] {
  const usage = fieldsOf(value);
  if (usage['type'] === 'duration') {
    return quantities({ audio_ms: Math.round(count(usage['seconds']) * 1000) });
  }
  const details = fieldsOf(usage['input_token_details']);
  const audio = count(details['audio_tokens']);
  return quantities({
    input_token: Math.max(0, count(usage['input_tokens']) - audio),
    audio_input_token: audio,
    output_token: count(usage['output_tokens']),
  });
}

/** What was made of a reply that nobody told the usage of. */
export function estimatedUsage(made: { characters: number; audioMs: number }): UsageQuantity[] {
  return quantities({
    output_token: estimateTokens(made.characters),
    audio_output_token: Math.ceil((made.audioMs * AUDIO_TOKENS_PER_SECOND) / 1000),
  });
}

/** Of a reply's usage, what the model has read: the next one reads all of that again. */
export function inputOf(usage: readonly UsageQuantity[]): UsageQuantity[] {
  return usage.filter(({ unit }) => unit.includes('input'));
}
