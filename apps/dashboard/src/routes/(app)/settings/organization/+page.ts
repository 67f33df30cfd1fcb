import { api, dataOf } from '$lib/api/client';
import { RECORDINGS } from '$lib/features/recordings/recordings-scope';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, depends }) => {
  depends('app:organization');
  depends(RECORDINGS);
  const [organization, policy, stock] = await Promise.all([
    api.GET('/api/organization', { fetch }).then(dataOf),
    api.GET('/api/organization/recording-policy', { fetch }).then(dataOf),
    api.GET('/api/recordings/stock', { fetch }).then(dataOf),
  ]);
  return { organization, policy, stock };
};
