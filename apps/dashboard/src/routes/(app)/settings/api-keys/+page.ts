import { api, dataOf } from '$lib/api/client';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, depends }) => {
  depends('app:api-keys');
  return { keys: dataOf(await api.GET('/api/api-keys', { fetch })) };
};
