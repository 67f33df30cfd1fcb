import { dayOfQuery, idOf, oneOf, textOf } from '../../api/query-of';
import type { CallQuery, CallState, Mode } from '$lib/api/types';

export const CALLS = 'app:calls';
const PAGE_SIZE = 20;
const MODES: readonly Mode[] = ['cold_call', 'interview', 'small_talk'];
const STATES: readonly CallState[] = ['active', 'processing', 'ready'];

export const callQueryOf = (url: URL): CallQuery => ({
  q: textOf(url, 'q', 200),
  mode: oneOf(url, 'mode', MODES),
  personaId: idOf(url, 'personaId'),
  memberId: idOf(url, 'memberId'),
  state: oneOf(url, 'state', STATES),
  from: dayOfQuery(url, 'from'),
  to: dayOfQuery(url, 'to'),
  sort: oneOf(url, 'sort', ['startedAt'] as const),
  cursor: textOf(url, 'cursor', 400),
  limit: PAGE_SIZE,
});

const FILTERS = ['q', 'mode', 'personaId', 'memberId', 'state', 'from', 'to'] as const;

export const filterCount = (query: CallQuery): number =>
  FILTERS.filter((name) => query[name] !== undefined).length;
