import { api, dataOf } from '$lib/api/client';
import { SESSION } from '$lib/state/session';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ fetch, depends }) => {
  depends(SESSION);
  return { me: dataOf(await api.GET('/api/me', { fetch })) };
};
