import { api, dataOf } from '$lib/api/client';
import { textOf } from '$lib/api/query-of';
import { MINUTES } from '$lib/features/minutes/minutes-scope';
import type { PageLoad } from './$types';

const PAGE_SIZE = 50;

export const load: PageLoad = async ({ fetch, url, params, depends }) => {
  depends(MINUTES);
  const path = { accountId: params.id };
  const query = { cursor: textOf(url, 'cursor', 400), limit: PAGE_SIZE };
  // Brings it up to date, so that what follows agrees with it.
  const account = dataOf(await api.GET('/api/quotas/{accountId}', { fetch, params: { path } }));
  const [lots, entries] = await Promise.all([
    api.GET('/api/quotas/{accountId}/lots', { fetch, params: { path } }).then(dataOf),
    api.GET('/api/quotas/{accountId}/entries', { fetch, params: { path, query } }).then(dataOf),
  ]);
  return { account, lots: lots.items, entries };
};
