import { z } from 'zod';
import type { SpokenWord } from '../../ports/text-to-speech';
import { kindOfStatus, kindOfWords, providerFailure } from '../../resilience/provider-failure';
import type { Addressed } from '../context-socket/context-socket';
import type { SpeechPiece } from '../context-socket/speak-in-context';

/** Times are seconds from the start of the context's audio. */
const WordTimestamps = z.object({
  words: z.array(z.string()),
  start: z.array(z.number()),
  end: z.array(z.number()),
});

const Known = z.discriminatedUnion('type', [
  z.object({ type: z.literal('chunk'), context_id: z.string(), data: z.base64() }),
  z.object({
    type: z.literal('timestamps'),
    context_id: z.string(),
    word_timestamps: WordTimestamps,
  }),
  z.object({ type: z.literal('done'), context_id: z.string() }),
  z.object({
    type: z.literal('error'),
    context_id: z.string().nullish(),
    status_code: z.number().nullish(),
    error_code: z.string().nullish(),
  }),
]);

const KNOWN: ReadonlySet<string> = new Set(Known.options.map(({ shape }) => shape.type.value));
const Message = z.object({ type: z.string() });

/** One of Cartesia's messages as the context it is for and what it holds. Throws at a broken one. */
export function readCartesia(provider: string, json: unknown): Addressed<SpeechPiece> | undefined {
  if (!KNOWN.has(Message.parse(json).type)) return undefined;
  const message = Known.parse(json);
  switch (message.type) {
    case 'chunk': {
      const audio = Buffer.from(message.data, 'base64');
      return { contextId: message.context_id, message: { audio }, last: false };
    }
    case 'timestamps': {
      const words = toWords(message.word_timestamps);
      return { contextId: message.context_id, message: { words }, last: false };
    }
    case 'done':
      return { contextId: message.context_id, message: { done: true }, last: true };
    case 'error': {
      const status = message.status_code ?? 500;
      const kind = kindOfWords(message.error_code ?? '') ?? kindOfStatus(status);
      const error = providerFailure(provider, kind, status);
      return { contextId: message.context_id ?? undefined, message: error, last: true };
    }
  }
}

function toWords({ words, start, end }: z.infer<typeof WordTimestamps>): SpokenWord[] {
  return words.flatMap((text, index) => {
    const [from, to] = [start[index], end[index]];
    if (from === undefined || to === undefined) return [];
    return [{ text, startMs: Math.round(from * 1000), endMs: Math.round(to * 1000) }];
  });
}
