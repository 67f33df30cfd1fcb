import { api, dataOf } from '$lib/api/client';
import { PACE } from '$lib/features/settings/pace-scope';
import { PHONE_NUMBERS } from '$lib/features/settings/phone-scope';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, depends }) => {
  depends(PACE);
  depends(PHONE_NUMBERS);
  const [pace, quota, phones] = await Promise.all([
    api.GET('/api/me/pace', { fetch }).then(dataOf),
    api.GET('/api/quotas/me', { fetch }).then(dataOf),
    api.GET('/api/me/phone-numbers', { fetch }).then(dataOf),
  ]);
  return { pace, quota, phones };
};
