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
  const mailable = async (role: 'admin' | 'coach') =>
    dataOf(await api.GET('/api/members', { fetch, params: { query: { role, limit: 100 } } })).items;
  const [budget, admins, coaches] = await Promise.all([
    api.GET('/api/budget', { fetch }),
    mailable('admin'),
    mailable('coach'),
  ]);
  const members = [...admins, ...coaches].filter(({ suspended }) => !suspended);
  return { budget: dataOf(budget), members };
};
