import { api, dataOf } from '$lib/api/client';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, depends }) => {
  depends('app:browsers');
  return { sessions: dataOf(await api.GET('/api/auth/sessions', { fetch })) };
};
