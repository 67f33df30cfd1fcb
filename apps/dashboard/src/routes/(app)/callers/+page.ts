import { api, dataOf } from '$lib/api/client';
import { textOf } from '$lib/api/query-of';
import { CALLERS } from '$lib/features/callers/callers-scope';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, depends }) => {
  depends(CALLERS);
  const query = { cursor: textOf(url, 'cursor', 400), limit: 25 };
  return { callers: dataOf(await api.GET('/api/callers', { fetch, params: { query } })) };
};
