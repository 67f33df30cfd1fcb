import { oneOf, textOf } from '$lib/api/query-of';
import type { PersonaQuery } from '$lib/api/types';

const PAGE_SIZE = 24;

export const personaQueryOf = (url: URL): PersonaQuery => ({
  q: textOf(url, 'q', 120),
  mode: oneOf(url, 'mode', ['cold_call', 'interview', 'small_talk'] as const),
  cursor: textOf(url, 'cursor', 400),
  limit: PAGE_SIZE,
});
