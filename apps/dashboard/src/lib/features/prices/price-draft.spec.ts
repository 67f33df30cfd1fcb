import type { Price } from '$lib/api/types';
import { momentFor, type PriceTask, readPrice, typedPriceOf } from './price-draft';

const PRICE: Price = {
  id: '5d0ee1f4-0a0f-4b6e-8f0f-0c7b3b9f1f6e',
  own: true,
  provider: 'house',
  model: 'blend',
  unit: 'output_token',
  amountMicroUsd: 400_000,
  perQuantity: 1_000_000,
  validFrom: '2026-11-20T23:00:00Z',
  validTo: null,
  state: 'current',
  source: 'Our contract',
  sourceDate: null,
  used: false,
};
const ZONE = 'Europe/Berlin';
const add: PriceTask = { kind: 'add', like: null };
const follow: PriceTask = { kind: 'follow', price: PRICE };
const correct: PriceTask = { kind: 'correct', price: PRICE };

describe('what is typed about a price', () => {
  it('begins a correction with all that the price says, in days of the organization', () => {
    expect(typedPriceOf(correct, ZONE)).toEqual({
      provider: 'house',
      model: 'blend',
      unit: 'output_token',
      amount: '0.40',
      per: '1000000',
      from: '2026-11-21',
      to: '',
      source: 'Our contract',
    });
  });

  it('asks anew for the day and the source of one that follows', () => {
    expect(typedPriceOf(follow, ZONE)).toMatchObject({ amount: '0.40', from: '', source: '' });
  });

  it.each([
    [add, { amount: '0.15' }, { amountMicroUsd: 150_000, perQuantity: 1_000_000 }],
    [add, { amount: 'cheap' }, { complaints: { amount: expect.any(String) } }],
    [add, { amount: '1', per: '1.5' }, { complaints: { per: expect.any(String) } }],
    [follow, { from: '' }, { complaints: { from: 'Choose the day' } }],
    [follow, { from: '2026-12-01' }, { amountMicroUsd: 400_000, perQuantity: 1_000_000 }],
  ])('reads %j with %j', (task, typed, read) => {
    expect(readPrice({ ...typedPriceOf(task, ZONE), ...typed }, task)).toEqual(read);
  });

  it.each([
    ['2026-11-21', '2026-11-21T09:30:00Z', '2026-11-21T09:30:00Z'],
    ['2026-11-22', '2026-11-21T09:30:00Z', '2026-11-22'],
    ['', '2026-11-21T09:30:00Z', null],
    ['', null, null],
    ['2026-11-22', null, '2026-11-22'],
  ])('takes %p, where %p stood, for %p', (typed, before, moment) => {
    expect(momentFor(typed, before, ZONE)).toBe(moment);
  });
});
