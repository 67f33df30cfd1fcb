import {
  ProviderError,
  type ChatMessage,
  type StructuredAnswer,
  type StructuredLanguageModel,
} from '@sparline/voice';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ReviewFallback } from './scoring.schemas';

export type Reading<Answer> =
  | { ok: true; answer: Answer }
  /** Problems are told to the model when it is asked again; `usable` is better than no answer. */
  | { ok: false; problems: readonly string[]; usable?: Answer };

/** A question to the model and how to tell a good answer from a bad one. */
export type ReviewQuestion<Answer> = {
  messages: readonly ChatMessage[];
  schemaName: string;
  schema: Record<string, unknown>;
  read: (value: unknown) => Reading<Answer>;
};

export type ReviewAnswer<Answer> = { answer: Answer } | { fallback: ReviewFallback };

type OnUsage = (answer: StructuredAnswer) => Promise<void>;

const TRIES = 2;
const TIMEOUT_MS = 60_000;
const PAUSE_MS = 1_000;
/** A vendor that wants a longer rest is taken for unavailable by the second try. */
const LONGEST_PAUSE_MS = 10_000;

/**
 * Asks the model, and once more where the answer was bad or did not come. `onUsage` is told of every
 * answer, bad ones too: they are paid for as well.
 */
export const askModel = async <Answer>(
  model: StructuredLanguageModel,
  question: ReviewQuestion<Answer>,
  { onUsage, pause = sleep }: { onUsage: OnUsage; pause?: (ms: number) => Promise<unknown> },
): Promise<ReviewAnswer<Answer>> => {
  let messages = question.messages;
  let result: ReviewAnswer<Answer> = { fallback: 'model_unavailable' };
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const reply = await complete(model, { ...question, messages });
    if (reply instanceof ProviderError) {
      if (!reply.retryable) break;
      if (attempt < TRIES) await pause(Math.min(reply.retryAfterMs ?? PAUSE_MS, LONGEST_PAUSE_MS));
      continue;
    }
    await onUsage(reply);
    const read = question.read(reply.value);
    if (read.ok) return { answer: read.answer };
    const { usable } = read;
    result = usable ? { answer: usable } : { fallback: 'model_answer_rejected' };
    messages = [...question.messages, ...correction(reply.value, read.problems)];
  }
  return result;
};

const complete = async (
  model: StructuredLanguageModel,
  { messages, schemaName, schema }: Omit<ReviewQuestion<unknown>, 'read'>,
): Promise<StructuredAnswer | ProviderError> => {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    return await model.complete({ messages, schemaName, schema, signal });
  } catch (error) {
    if (error instanceof ProviderError) return error;
    if (signal.aborted) return new ProviderError(model.provider, 'timeout', 'No answer in time.');
    throw error;
  }
};

const correction = (answer: unknown, problems: readonly string[]): ChatMessage[] => [
  { role: 'assistant', content: JSON.stringify(answer) },
  {
    role: 'user',
    content: `That answer cannot be used:\n- ${problems.join('\n- ')}\nAnswer again, in full.`,
  },
];
