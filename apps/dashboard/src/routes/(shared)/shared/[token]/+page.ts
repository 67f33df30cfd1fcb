import { api, dataOf } from '$lib/api/client';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, depends }) => {
  depends('app:shared-call');
  const path = { token: params.token };
  return { call: dataOf(await api.GET('/api/shared/{token}', { fetch, params: { path } })) };
};
