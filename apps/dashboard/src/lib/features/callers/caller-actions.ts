import { invalidate } from '$app/navigation';
import { api, ask } from '$lib/api/client';
import type { Caller } from '$lib/api/types';
import { confirmation } from '$lib/state/confirm.svelte';
import { tellRefusal } from '$lib/state/refusals';
import { toasts } from '$lib/state/toasts.svelte';
import { CALLERS } from './callers-scope';

const pathOf = ({ id }: Caller) => ({ path: { id } });

/** The whole number; null when that was thought better of, or refused. */
export const reveal = async (caller: Caller): Promise<string | null> => {
  const agreed = await confirmation.ask({
    title: `Show the number ${caller.maskedNumber}?`,
    text: 'That you have seen it is written down, with the time.',
    action: 'Show the number',
    tone: 'primary',
  });
  if (!agreed) {
    return null;
  }
  const answer = await ask(api.POST('/api/callers/{id}/reveal', { params: pathOf(caller) }));
  if (answer.ok) {
    return answer.data.number;
  }
  tellRefusal(answer.problem);
  return null;
};

export const block = async (caller: Caller): Promise<void> => {
  const agreed = await confirmation.ask({
    title: `Block ${caller.maskedNumber}?`,
    text: 'Calls from this number are refused, and it gets no text messages, until you unblock it.',
    action: 'Block the number',
  });
  if (agreed) {
    await setBlocked(caller, true, `${caller.maskedNumber} is blocked.`);
  }
};

export const unblock = (caller: Caller): Promise<void> =>
  setBlocked(caller, false, `${caller.maskedNumber} can call again.`);

const setBlocked = async (caller: Caller, blocked: boolean, done: string): Promise<void> => {
  const params = pathOf(caller);
  const answer = await ask(api.PUT('/api/callers/{id}/blocked', { params, body: { blocked } }));
  if (answer.ok) {
    toasts.good(done);
  } else {
    tellRefusal(answer.problem);
  }
  await invalidate(CALLERS);
};
