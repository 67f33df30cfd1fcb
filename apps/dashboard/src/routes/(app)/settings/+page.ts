import { api, dataOf } from '$lib/api/client';
import { PACE } from '$lib/features/settings/pace-scope';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, depends }) => {
  depends(PACE);
  return { pace: dataOf(await api.GET('/api/me/pace', { fetch })) };
};
