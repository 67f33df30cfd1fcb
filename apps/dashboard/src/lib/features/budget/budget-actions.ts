import { invalidate } from '$app/navigation';
import { api, ask } from '$lib/api/client';
import { confirmation } from '$lib/state/confirm.svelte';
import { tellRefusal } from '$lib/state/refusals';
import { toasts } from '$lib/state/toasts.svelte';
import { BUDGET } from './budget-scope';

export const removeBudget = async (): Promise<void> => {
  const agreed = await confirmation.ask({
    title: 'Remove the budget?',
    text: 'Nobody is told any more how much is spent, and nothing stops calls.',
    action: 'Remove it',
  });
  if (!agreed) {
    return;
  }
  const answer = await ask(api.DELETE('/api/budget'));
  if (answer.ok) {
    toasts.good('The budget is removed.');
  } else {
    tellRefusal(answer.problem);
  }
  await invalidate(BUDGET);
};

/** Lets calls go on for the rest of the month, or stops them again. */
export const liftStop = async (lifted: boolean): Promise<void> => {
  const answer = await ask(api.PUT('/api/budget/stop-lifted', { body: { lifted } }));
  if (answer.ok) {
    toasts.good(lifted ? 'Calls go on until the end of the month.' : 'The stop is in force again.');
  } else {
    tellRefusal(answer.problem);
  }
  await invalidate(BUDGET);
};
