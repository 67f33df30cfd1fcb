import { z } from 'zod';
import type { ProviderErrorKind } from '../../resilience/provider-error';
import { kindOfStatus, kindOfWords, providerFailure } from '../../resilience/provider-failure';
import type { Addressed } from '../context-socket/context-socket';
import type { Alignment } from './aligned-words';

export type ElevenLabsPiece = { audio?: Uint8Array; alignment?: Alignment; done: boolean };

const Message = z.object({
  contextId: z.string().nullish(),
  audio: z.base64().nullish(),
  alignment: z
    .object({
      chars: z.array(z.string()),
      charStartTimesMs: z.array(z.number()),
      charDurationsMs: z.array(z.number()),
    })
    .nullish(),
  isFinal: z.boolean().nullish(),
  error: z.string().nullish(),
  code: z.union([z.number(), z.string()]).nullish(),
});

/** One of ElevenLabs' messages as the context it is for and what it holds. Throws at a broken one. */
export function readElevenLabs(
  provider: string,
  json: unknown,
): Addressed<ElevenLabsPiece> | undefined {
  const { contextId, audio, alignment, isFinal, error, code } = Message.parse(json);
  const to = contextId ?? undefined;
  const last = isFinal === true;
  if (error) {
    const kind = kindOfElevenLabs(`${error} ${code ?? ''}`, Number(code));
    return { contextId: to, message: providerFailure(provider, kind), last: true };
  }
  if (to === undefined) return undefined;
  const piece: ElevenLabsPiece = {
    done: last,
    ...(audio && { audio: Buffer.from(audio, 'base64') }),
    ...(alignment && { alignment }),
  };
  return { contextId: to, message: piece, last };
}

/** `code` is an HTTP status or a WebSocket's close code, of which 1008 is a broken rule. */
export function kindOfElevenLabs(words: string, code: number): ProviderErrorKind {
  const told = kindOfWords(words);
  if (told) return told;
  if (code === 1008) return 'bad_request';
  return code >= 400 && code < 600 ? kindOfStatus(code) : 'server';
}
