import type { ProviderErrorKind } from '../../resilience/provider-error';
import { kindOfWords } from '../../resilience/provider-failure';

export const ALREADY_ACTIVE = 'conversation_already_has_active_response';
export const SESSION_EXPIRED = 'session_expired';

/** What a Realtime error's code means; most that are no failure of the server are refusals. */
export function kindOfCode(code: string): ProviderErrorKind {
  if (code === '' || /server|internal|timeout|unavailable/i.test(code)) return 'server';
  return kindOfWords(code) ?? 'bad_request';
}
