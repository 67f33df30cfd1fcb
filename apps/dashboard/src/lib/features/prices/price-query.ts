import { dayOfQuery, oneOf, textOf } from '$lib/api/query-of';
import type { PriceQuery } from '$lib/api/types';
import { UNITS } from './price-words';

const PAGE_SIZE = 50;

export const priceQueryOf = (url: URL): PriceQuery => ({
  model: textOf(url, 'model', 100),
  provider: textOf(url, 'provider', 100),
  unit: oneOf(url, 'unit', UNITS),
  at: dayOfQuery(url, 'at'),
  state: oneOf(url, 'state', ['past', 'current', 'future'] as const),
  whose: oneOf(url, 'whose', ['own', 'shipped'] as const),
  cursor: textOf(url, 'cursor', 400),
  limit: PAGE_SIZE,
});
