import { z } from 'zod';
import { TranscriptTurn } from './transcript';

const ExportedMessage = z.object({
  role: z.enum(['trainee', 'persona', 'user', 'assistant']),
  content: z.string(),
  start_ms: z.number().min(0),
  end_ms: z.number().min(0),
  typed: z.boolean().optional(),
});

const CallExport = z.object({ messages: z.array(ExportedMessage) });

/**
 * Reads a transcript as JSON value: a call export (`{ messages: [{ role, content, start_ms,
 * end_ms }] }`, where `user` is the trainee and `assistant` the persona) or an array of
 * `TranscriptTurn`. Throws an `Error` whose message names the first place that does not fit.
 */
export const readTranscript = (value: unknown): TranscriptTurn[] => {
  if (Array.isArray(value)) return parsed(z.array(TranscriptTurn), value);
  if (typeof value !== 'object' || value === null || !('messages' in value)) {
    throw new Error('Expected a call export with "messages", or an array of turns.');
  }
  return parsed(CallExport, value).messages.map((message, index) => ({
    id: `message-${index + 1}`,
    speaker: message.role === 'trainee' || message.role === 'user' ? 'trainee' : 'persona',
    text: message.content,
    startMs: Math.round(message.start_ms),
    endMs: Math.round(message.end_ms),
    interrupted: false,
    ...(message.typed && { typed: true }),
  }));
};

const parsed = <T>(schema: z.ZodType<T>, value: unknown): T => {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new Error(`At ${issue?.path.join('.') || 'the top'}: ${issue?.message ?? 'not readable'}.`);
};
