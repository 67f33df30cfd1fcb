import { getCall } from '$lib/features/call-review/call-api';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, depends }) => {
  depends('app:call');
  return { call: await getCall(fetch, params.id) };
};
