import { z } from 'zod';
import { kindOfWords, providerFailure } from '../../resilience/provider-failure';
import { SOLE_CONTEXT, type Addressed } from '../context-socket/context-socket';
import type { SpeechPiece } from '../context-socket/speak-in-context';

const Message = z.object({
  type: z.string(),
  code: z.string().nullish(),
  description: z.string().nullish(),
});

/** Words of a warning after which what was asked for does not come. */
const REFUSES = /limit|exceed|throttl|too many|cannot process/i;

/**
 * One of the text messages of Deepgram's `v1/speak`. It speaks for one request at a time, so that all
 * of them are about the one under way. Throws at a broken one.
 */
export function readSpeak(provider: string, json: unknown): Addressed<SpeechPiece> | undefined {
  const { type, code, description } = Message.parse(json);
  const words = `${code ?? ''} ${description ?? ''}`;
  const refusal = (kind: 'rate' | 'server'): Addressed<SpeechPiece> => ({
    contextId: SOLE_CONTEXT,
    message: providerFailure(provider, kindOfWords(words) ?? kind),
    last: false,
  });
  switch (type) {
    case 'Flushed':
      return { contextId: SOLE_CONTEXT, message: { done: true }, last: false };
    case 'Cleared':
      // Only a request that was cut off asks for it; nothing of it follows.
      return { contextId: SOLE_CONTEXT, message: {}, last: true };
    case 'Warning':
      return REFUSES.test(words) ? refusal('rate') : undefined;
    case 'Error':
      return refusal('server');
    default:
      return undefined;
  }
}
