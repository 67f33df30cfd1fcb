import { api, dataOf } from '$lib/api/client';
import { SCHEDULES } from '$lib/features/reports/schedules/schedule-words';
import { requireCoach } from '../require-coach';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent, depends }) => {
  depends(SCHEDULES);
  requireCoach((await parent()).me);
  const { items } = dataOf(await api.GET('/api/reports/schedules', { fetch }));
  return { schedules: items };
};
