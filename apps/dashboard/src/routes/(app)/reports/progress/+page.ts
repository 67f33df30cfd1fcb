import { api, dataOf } from '$lib/api/client';
import type { ProgressReport } from '$lib/api/types';
import { askedOf, reportQueryOf } from '$lib/features/reports/report-query';
import { oneOf } from '$lib/api/query-of';
import type { PageLoad } from './$types';

const GROUPS = ['member', 'week', 'criterion'] as const;

export const load: PageLoad = async ({ fetch, url }) => {
  const query = reportQueryOf(url, new Date(), GROUPS);
  const samples = oneOf(url, 'samples', ['exclude'] as const);
  const params = { query: { ...askedOf(query), samples } };
  // The page does not wait, and it would be answered in CSV, too, were it to ask for it.
  const report = api
    .GET('/api/reports/progress', { fetch, params })
    .then((answer) => dataOf(answer) as ProgressReport);
  report.catch(() => undefined);
  return { query, samples, report };
};
