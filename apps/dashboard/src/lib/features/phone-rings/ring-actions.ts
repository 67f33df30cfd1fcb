import { invalidate } from '$app/navigation';
import { api, ask } from '$lib/api/client';
import type { Ring } from '$lib/api/types';
import { confirmation } from '$lib/state/confirm.svelte';
import { tellRefusal } from '$lib/state/refusals';
import { toasts } from '$lib/state/toasts.svelte';
import { ringerOf, whenWords } from './ring-words';
import { RINGS } from './rings-scope';

export const cancelRing = async (ring: Ring, now: Date): Promise<void> => {
  const agreed = await confirmation.ask({
    title: 'Cancel this call?',
    text: `${ringerOf(ring)} will not ring you (${whenWords(ring, now)}).`,
    action: 'Cancel the call',
    cancel: 'Keep it',
  });
  if (!agreed) {
    return;
  }
  const answer = await ask(
    api.DELETE('/api/calls/phone/{id}', { params: { path: { id: ring.id } } }),
  );
  if (answer.ok) {
    toasts.good('The call is cancelled.');
  } else {
    tellRefusal(answer.problem);
  }
  await invalidate(RINGS);
};
