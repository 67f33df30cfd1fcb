import { api, dataOf } from '$lib/api/client';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, depends }) => {
  depends('app:organization');
  return { organization: dataOf(await api.GET('/api/organization', { fetch })) };
};
