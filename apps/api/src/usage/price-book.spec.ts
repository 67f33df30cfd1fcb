import { findPrice, type Price } from './price-book';

const price = (id: string, model: string, change: Partial<Price> = {}): Price => ({
  id,
  own: false,
  provider: 'openai',
  model,
  unit: 'input_token',
  amountMicroUsd: 1,
  perQuantity: 1,
  validFrom: null,
  validTo: null,
  ...change,
});

const newYear = new Date('2027-01-01T00:00:00Z');
const BOOK: Price[] = [
  price('4o', 'gpt-4o'),
  price('4o-mini', 'gpt-4o-mini'),
  price('4o-pinned', 'gpt-4o-2024-11-20'),
  price('flash-2026', 'flash', { validTo: newYear }),
  price('flash-2027', 'flash', { validFrom: newYear }),
  price('corrected', 'luna', { validFrom: new Date('2026-07-30T00:00:00Z') }),
  price('first', 'luna'),
  price('any-aura', 'aura-*', { provider: 'deepgram' }),
  price('aura-2', 'aura-2*', { provider: 'deepgram' }),
  price('free', '*', { provider: 'built_in' }),
];

const find = (model: string, change: Partial<Parameters<typeof findPrice>[1]> = {}) =>
  findPrice(BOOK, {
    provider: 'openai',
    model,
    unit: 'input_token',
    at: new Date('2026-11-21T10:00:00Z'),
    ...change,
  })?.id;

describe('findPrice', () => {
  it('takes the model by its own name', () => expect(find('gpt-4o-mini')).toBe('4o-mini'));
  it('sees through a dated snapshot', () => expect(find('gpt-4o-mini-2024-07-18')).toBe('4o-mini'));
  it('prefers a snapshot that has its own price', () =>
    expect(find('gpt-4o-2024-11-20')).toBe('4o-pinned'));
  it('does not take one model for another that begins alike', () =>
    expect(find('gpt-4o-transcribe')).toBeUndefined());
  it.each(['aura-2-thalia-en', 'aura-2'])('takes the longest beginning of %s', (model) =>
    expect(find(model, { provider: 'deepgram' })).toBe('aura-2'),
  );
  it('takes a price for all of a provider', () =>
    expect(find('espeak', { provider: 'built_in' })).toBe('free'));
  it('knows no price of another unit', () =>
    expect(find('gpt-4o', { unit: 'character' })).toBeUndefined());
  it('knows no price of another provider', () =>
    expect(find('gpt-4o', { provider: 'other' })).toBeUndefined());
  it('takes an own price before one that fits better', () =>
    expect(
      findPrice([...BOOK, price('contract', 'gpt-*', { own: true })], {
        provider: 'openai',
        model: 'gpt-4o',
        unit: 'input_token',
        at: new Date('2026-11-21T10:00:00Z'),
      })?.id,
    ).toBe('contract'));
  it('goes back to the common price once an own one has ended', () =>
    expect(
      findPrice([...BOOK, price('contract', 'gpt-4o', { own: true, validTo: newYear })], {
        provider: 'openai',
        model: 'gpt-4o',
        unit: 'input_token',
        at: newYear,
      })?.id,
    ).toBe('4o'));
  it('takes the later of two that hold', () => expect(find('luna')).toBe('corrected'));

  it.each([
    ['2026-12-31T23:59:59.999Z', 'flash-2026'],
    ['2027-01-01T00:00:00.000Z', 'flash-2027'],
  ])('at %s the price is %s', (at, expected) => {
    expect(find('flash', { at: new Date(at) })).toBe(expected);
  });
});
