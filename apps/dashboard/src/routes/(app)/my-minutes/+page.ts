import { api, dataOf } from '$lib/api/client';
import { textOf } from '$lib/api/query-of';
import { MINUTES } from '$lib/features/minutes/minutes-scope';
import type { PageLoad } from './$types';

const PAGE_SIZE = 50;

export const load: PageLoad = async ({ fetch, url, depends }) => {
  depends(MINUTES);
  const query = { cursor: textOf(url, 'cursor', 400), limit: PAGE_SIZE };
  const [quota, entries] = await Promise.all([
    api.GET('/api/quotas/me', { fetch }).then(dataOf),
    api.GET('/api/quotas/me/entries', { fetch, params: { query } }).then(dataOf),
  ]);
  return { quota, entries };
};
