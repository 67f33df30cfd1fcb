import { api, dataOf } from '$lib/api/client';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, depends }) => {
  depends('app:call');
  const path = { id: params.id };
  return { call: dataOf(await api.GET('/api/calls/{id}', { fetch, params: { path } })) };
};
