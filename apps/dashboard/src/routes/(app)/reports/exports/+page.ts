import { api, dataOf } from '$lib/api/client';
import { EXPORTS } from '$lib/features/reports/exports-scope';
import { reportQueryOf } from '$lib/features/reports/report-query';
import { requireCoach } from '../require-coach';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, parent, depends }) => {
  depends(EXPORTS);
  requireCoach((await parent()).me);
  const { items } = dataOf(await api.GET('/api/reports/exports', { fetch }));
  return { exports: items, query: reportQueryOf(url, new Date(), ['call']) };
};
