import { oneOf, textOf } from '$lib/api/query-of';
import type { QuotaQuery } from '$lib/api/types';

const PAGE_SIZE = 25;

export const quotaQueryOf = (url: URL): QuotaQuery => ({
  owner: oneOf(url, 'owner', ['organization', 'team', 'member', 'caller'] as const),
  runningOut: oneOf(url, 'runningOut', ['true'] as const),
  sort: oneOf(url, 'sort', ['left'] as const),
  cursor: textOf(url, 'cursor', 400),
  limit: PAGE_SIZE,
});
