import { api, dataOf } from '$lib/api/client';
import { textOf } from '$lib/api/query-of';
import { MINUTES } from '$lib/features/minutes/minutes-scope';
import type { PageLoad } from './$types';

const PAGE_SIZE = 25;

export const load: PageLoad = async ({ fetch, url, depends }) => {
  depends(MINUTES);
  const query = { cursor: textOf(url, 'cursor', 400), limit: PAGE_SIZE };
  return { codes: dataOf(await api.GET('/api/minute-codes', { fetch, params: { query } })) };
};
