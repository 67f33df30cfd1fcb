import { barOf, forecastInWords, percentOf, spentInWords, typedPercents } from './budget-words';

const DOLLAR = 1_000_000;
const none = {
  enough: false,
  days: 3,
  method: '',
  lowMicroUsd: null,
  likelyMicroUsd: null,
  highMicroUsd: null,
};
const some = {
  ...none,
  enough: true,
  lowMicroUsd: 15 * DOLLAR,
  likelyMicroUsd: 18 * DOLLAR,
  highMicroUsd: 20 * DOLLAR,
};
const settings = { amountMicroUsd: 16 * DOLLAR, alertPercents: [], hardStop: false, mailTo: [] };

describe('the budget in words', () => {
  it('lays everything out on one bar, the longest filling it', () => {
    expect(barOf({ spentMicroUsd: 10 * DOLLAR, budget: settings, forecast: some })).toEqual({
      spent: 50,
      low: 75,
      high: 100,
      budget: 80,
    });
    expect(barOf({ spentMicroUsd: 0, budget: null, forecast: none })).toEqual({
      spent: 0,
      low: 0,
      high: 0,
      budget: null,
    });
  });

  it('says how sure a forecast is, or that there is too little to say', () => {
    expect(forecastInWords({ forecast: some })).toContain('between $15.00 and $20.00');
    expect(forecastInWords({ forecast: none })).toContain('3 of 7 days');
    expect(forecastInWords({ forecast: { ...none, days: 0 } })).toContain('no day with calls');
  });

  it('does not say that all is spent before it is', () => {
    expect(percentOf(9_999, 10_000)).toBe(99);
    expect(spentInWords({ spentMicroUsd: DOLLAR, unpriced: 2 })).toBe('at least $1.00');
  });

  it.each([
    ['50, 80, 100', [50, 80, 100]],
    ['50 % 80%', [50, 80]],
    ['', []],
    ['0', undefined],
    ['half', undefined],
    ['1 2 3 4 5 6 7', undefined],
  ])('reads %p as %p', (text, percents) => {
    expect(typedPercents(text)).toEqual(percents);
  });
});
