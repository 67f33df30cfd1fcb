import { api, dataOf } from '$lib/api/client';
import { priceQueryOf } from '$lib/features/prices/price-query';
import { PRICES } from '$lib/features/prices/prices-scope';
import { allows } from '$lib/state/session';
import { error } from '@sveltejs/kit';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, depends, parent }) => {
  depends(PRICES);
  const { me } = await parent();
  if (!allows(me, 'price:read')) {
    error(403, { message: 'Only coaches and administrators see it.', code: 'auth.not_allowed' });
  }
  const query = priceQueryOf(url);
  const [prices, pricing, providers, organization] = await Promise.all([
    api.GET('/api/prices', { fetch, params: { query } }),
    api.GET('/api/prices/pricing', { fetch }),
    api.GET('/api/prices/providers', { fetch }),
    api.GET('/api/organization', { fetch }),
  ]);
  return {
    query,
    prices: dataOf(prices),
    pricing: dataOf(pricing),
    providers: dataOf(providers).items,
    timeZone: dataOf(organization).timeZone,
  };
};
