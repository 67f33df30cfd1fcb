import { api, dataOf } from '$lib/api/client';
import { PACE } from '$lib/features/settings/pace-scope';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, depends }) => {
  depends(PACE);
  const [pace, quota] = await Promise.all([
    api.GET('/api/me/pace', { fetch }).then(dataOf),
    api.GET('/api/quotas/me', { fetch }).then(dataOf),
  ]);
  return { pace, quota };
};
