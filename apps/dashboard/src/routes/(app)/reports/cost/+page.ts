import { api, dataOf } from '$lib/api/client';
import type { CostReport } from '$lib/api/types';
import { askedOf, reportQueryOf, spanFor } from '$lib/features/reports/report-query';
import { requireCoach } from '../require-coach';
import type { PageLoad } from './$types';

const GROUPS = [
  'component',
  'provider',
  'model',
  'purpose',
  'member',
  'persona',
  'mode',
  'channel',
  'engine',
  'call',
] as const;

export const load: PageLoad = async ({ fetch, url, parent }) => {
  requireCoach((await parent()).me);
  const query = reportQueryOf(url, new Date(), GROUPS);
  const ask = async (groupBy: CostReport['groupBy']) => {
    const params = { query: { ...askedOf(query), groupBy } };
    // It would answer in CSV, too, were it asked to.
    return dataOf(await api.GET('/api/reports/cost', { fetch, params })) as CostReport;
  };
  const span = spanFor(query);
  // The page does not wait: its frame is there meanwhile.
  const reports = Promise.all([ask(query.groupBy), ask(span)]);
  reports.catch(() => undefined);
  return { query, span, groups: GROUPS, reports };
};
