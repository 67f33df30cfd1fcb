import { api, dataOf } from '$lib/api/client';
import { BUDGET } from '$lib/features/budget/budget-scope';
import { allows } from '$lib/state/session';
import { error } from '@sveltejs/kit';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, depends, parent }) => {
  depends(BUDGET);
  const { me } = await parent();
  if (!allows(me, 'cost:read')) {
    error(403, { message: 'Only coaches and administrators see it.', code: 'auth.not_allowed' });
  }
  return { budget: dataOf(await api.GET('/api/budget', { fetch })) };
};
