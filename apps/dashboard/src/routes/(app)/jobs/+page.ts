import { api, dataOf } from '$lib/api/client';
import { failedJobQueryOf } from '$lib/features/jobs/job-query';
import { JOBS } from '$lib/features/jobs/jobs-scope';
import type { PageLoad } from './$types';

const SCORE_AGAIN = { kind: 'score-again', limit: 1 };

export const load: PageLoad = async ({ fetch, url, depends }) => {
  depends(JOBS);
  const query = failedJobQueryOf(url);
  const [queues, failed, tasks, members] = await Promise.all([
    api.GET('/api/jobs/queues', { fetch }).then(dataOf),
    api.GET('/api/jobs/failed', { fetch, params: { query } }).then(dataOf),
    api.GET('/api/tasks', { fetch, params: { query: SCORE_AGAIN } }).then(dataOf),
    api.GET('/api/members', { fetch, params: { query: { limit: 100 } } }).then(dataOf),
  ]);
  return {
    query,
    queues: queues.items,
    failed,
    scoreAgain: tasks.items[0] ?? null,
    members: members.items,
  };
};
