import { api, dataOf } from '$lib/api/client';
import type { LatencyReport } from '$lib/api/types';
import { speedQueryOf } from '$lib/features/speed/speed-query';
import { allows } from '$lib/state/session';
import { error } from '@sveltejs/kit';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, parent }) => {
  const { me } = await parent();
  if (!allows(me, 'cost:read')) {
    error(403, { message: 'Only coaches and administrators see it.', code: 'auth.not_allowed' });
  }
  const query = speedQueryOf(url, new Date());
  const { from, to, groupBy } = query;
  const asked = { fetch, params: { query: { from, to, groupBy } } };
  // The page does not wait: a long period takes a moment, and its frame is there meanwhile.
  const report = api
    .GET('/api/reports/latency', asked)
    // It would answer in CSV, too, were it asked to.
    .then((answer) => dataOf(answer) as LatencyReport);
  report.catch(() => undefined);
  return { query, report };
};
