import { invalidate } from '$app/navigation';
import { api, ask } from '$lib/api/client';
import { confirmation } from '$lib/state/confirm.svelte';
import { tellRefusal } from '$lib/state/refusals';
import { toasts } from '$lib/state/toasts.svelte';
import { JOBS } from './jobs-scope';

const countOf = (count: number): string => (count === 1 ? '1 job' : `${count} jobs`);

/** True when it was done. */
export const retryJobs = async (ids: string[]): Promise<boolean> => {
  const answer = await ask(api.POST('/api/jobs/failed/retry', { body: { ids } }));
  if (answer.ok) {
    toasts.good(`${countOf(answer.data.changed)} will be tried again.`);
  } else {
    tellRefusal(answer.problem);
  }
  await invalidate(JOBS);
  return answer.ok;
};

/** True when it was done; false also when it was thought better of. */
export const dropJobs = async (ids: string[]): Promise<boolean> => {
  const agreed = await confirmation.ask({
    title: `Drop ${countOf(ids.length)}?`,
    text: 'The work is given up for good. What it was about stays as it is now.',
    action: `Drop ${countOf(ids.length)}`,
  });
  if (!agreed) {
    return false;
  }
  const answer = await ask(api.POST('/api/jobs/failed/drop', { body: { ids } }));
  if (answer.ok) {
    toasts.good(`${countOf(answer.data.changed)} dropped.`);
  } else {
    tellRefusal(answer.problem);
  }
  await invalidate(JOBS);
  return answer.ok;
};
