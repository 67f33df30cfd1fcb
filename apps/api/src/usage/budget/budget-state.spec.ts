import { isStopped, noticeOf, passedPercents } from './budget-state';

const sum = (spentMicroUsd: number) => ({ month: '2026-11-01', spentMicroUsd });
const budget = {
  amountMicroUsd: 1000,
  alertPercents: [50, 80, 100, 120],
  hardStop: true,
  liftedMonth: null as string | null,
};

describe('where a budget stands', () => {
  it.each([
    [0, []],
    [499, []],
    [500, [50]],
    [999, [50, 80]],
    [1000, [50, 80, 100]],
    [5000, [50, 80, 100, 120]],
  ])('at %p of 1000 has passed %p', (spent, passed) => {
    expect(passedPercents(sum(spent), budget)).toEqual(passed);
  });

  it.each([
    ['below it', 999, {}, false],
    ['at it', 1000, {}, true],
    ['without a stop', 5000, { hardStop: false }, false],
    ['with the stop lifted this month', 5000, { liftedMonth: '2026-11-01' }, false],
    ['with the stop lifted last month', 5000, { liftedMonth: '2026-10-01' }, true],
  ])('stops calls or not: %s', (_name, spent, change, stopped) => {
    expect(isStopped(sum(spent), { ...budget, ...change })).toBe(stopped);
  });

  it('stops nothing where there is no budget', () => {
    expect(isStopped(sum(1e12), undefined)).toBe(false);
    expect(noticeOf(sum(1e12), undefined)).toBeNull();
  });

  it.each([
    [499, {}, null],
    [500, {}, 'alert'],
    [1000, {}, 'stopped'],
    [1000, { hardStop: false }, 'used_up'],
    [1000, { hardStop: false, alertPercents: [] }, 'used_up'],
  ])('tells at %p with %j: %p', (spent, change, kind) => {
    expect(noticeOf(sum(spent), { ...budget, ...change })?.kind ?? null).toBe(kind);
  });
});
