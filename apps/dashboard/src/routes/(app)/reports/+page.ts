import { allows } from '$lib/state/session';
import { redirect } from '@sveltejs/kit';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent }) => {
  const { me } = await parent();
  redirect(307, allows(me, 'cost:read') ? '/reports/usage' : '/reports/progress');
};
