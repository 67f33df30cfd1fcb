import { oneOf, textOf } from '$lib/api/query-of';
import type { MemberQuery } from '$lib/api/types';

const PAGE_SIZE = 25;

export const memberQueryOf = (url: URL): MemberQuery => ({
  q: textOf(url, 'q', 120),
  role: oneOf(url, 'role', ['admin', 'coach', 'trainee'] as const),
  teamId: textOf(url, 'team', 40),
  sort: oneOf(url, 'sort', ['-createdAt'] as const),
  cursor: textOf(url, 'cursor', 400),
  limit: PAGE_SIZE,
});
