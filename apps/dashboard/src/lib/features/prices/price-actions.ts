import { invalidate } from '$app/navigation';
import { api, ask } from '$lib/api/client';
import type { Price } from '$lib/api/types';
import { confirmation } from '$lib/state/confirm.svelte';
import { tellRefusal } from '$lib/state/refusals';
import { toasts } from '$lib/state/toasts.svelte';
import { nameOf } from './price-words';
import { PRICES } from './prices-scope';

const at = (price: Price) => ({ params: { path: { id: price.id } } });

export const endPrice = async (price: Price): Promise<void> => {
  const agreed = await confirmation.ask({
    title: `End the price of ${nameOf(price)} now?`,
    text: 'What was used until now keeps it. From now on the price that came with the service holds, and where there is none, the cost is unknown.',
    action: 'End it now',
  });
  if (!agreed) {
    return;
  }
  const answer = await ask(api.POST('/api/prices/{id}/end', { ...at(price), body: {} }));
  if (answer.ok) {
    toasts.good(`The price of ${nameOf(price)} has ended.`);
  } else {
    tellRefusal(answer.problem);
  }
  await invalidate(PRICES);
};

export const removePrice = async (price: Price): Promise<void> => {
  const agreed = await confirmation.ask({
    title: `Remove the price of ${nameOf(price)}?`,
    text: 'Nothing has been priced with it yet.',
    action: 'Remove it',
  });
  if (!agreed) {
    return;
  }
  const answer = await ask(api.DELETE('/api/prices/{id}', at(price)));
  if (answer.ok) {
    toasts.good(`The price of ${nameOf(price)} is removed.`);
  } else {
    tellRefusal(answer.problem);
  }
  await invalidate(PRICES);
};
