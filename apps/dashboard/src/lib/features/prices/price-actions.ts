import { invalidate } from '$app/navigation';
import { api, ask } from '$lib/api/client';
import type { Price } from '$lib/api/types';
import { confirmation } from '$lib/state/confirm.svelte';
import { tellRefusal } from '$lib/state/refusals';
import { toasts } from '$lib/state/toasts.svelte';
import { momentFor, type PriceTask, type TypedPrice } from './price-draft';
import { nameOf } from './price-words';
import { PRICES } from './prices-scope';

const at = (price: Price) => ({ params: { path: { id: price.id } } });

type Figures = { amountMicroUsd: number; perQuantity: number; timeZone: string };

/** Adds a price, lets one follow, or corrects it, as the task says. */
export const sendPrice = (
  task: PriceTask,
  { provider, model, unit, from, to, source }: TypedPrice,
  { amountMicroUsd, perQuantity, timeZone }: Figures,
) => {
  // The day on which somebody has looked it up.
  const sourceDate = new Date().toLocaleDateString('en-CA');
  const said = { amountMicroUsd, perQuantity, currency: 'USD', source, sourceDate };
  if (task.kind === 'follow') {
    return api.POST('/api/prices/{id}/follower', { ...at(task.price), body: { ...said, from } });
  }
  if (task.kind === 'add') {
    const period = { validFrom: from || null, validTo: to || null };
    return api.POST('/api/prices', { body: { ...said, ...period, provider, model, unit } });
  }
  const validFrom = momentFor(from, task.price.validFrom, timeZone);
  const validTo = momentFor(to, task.price.validTo, timeZone);
  return api.PUT('/api/prices/{id}', {
    ...at(task.price),
    body: { ...said, validFrom, validTo },
  });
};

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
