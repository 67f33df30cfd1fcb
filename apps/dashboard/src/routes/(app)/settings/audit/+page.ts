import { api, dataOf } from '$lib/api/client';
import { textOf } from '$lib/api/query-of';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url }) => {
  const query = { cursor: textOf(url, 'cursor', 400), limit: 50 };
  return { entries: dataOf(await api.GET('/api/audit', { fetch, params: { query } })) };
};
