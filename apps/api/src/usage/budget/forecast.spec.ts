import { daysAfter, lastDayOfMonth, monthOf, weekdayOf } from '../../platform/clock/local-day';
import { type DayCost, forecastMonth } from './forecast';

const DOLLAR = 1_000_000;
const daily = (from: string, days: number, cost: (day: string) => number): DayCost[] =>
  Array.from({ length: days }, (_, index) => daysAfter(from, index))
    .map((day) => ({ day, costMicroUsd: cost(day) }))
    .filter(({ costMicroUsd }) => costMicroUsd > 0);
const isWeekend = (day: string) => [0, 6].includes(weekdayOf(day));

describe('forecastMonth', () => {
  it('goes on as before where every day costs the same', () => {
    const costs = daily('2026-10-01', 45, () => DOLLAR);
    expect(forecastMonth({ today: '2026-11-15', spentMicroUsd: 14 * DOLLAR, costs })).toEqual({
      enough: true,
      lowMicroUsd: 30 * DOLLAR,
      likelyMicroUsd: 30 * DOLLAR,
      highMicroUsd: 30 * DOLLAR,
      days: 45,
    });
  });

  it('knows working days from weekends', () => {
    const costs = daily('2026-09-01', 90, (day) => (isWeekend(day) ? 0 : 2 * DOLLAR));
    // 28 November 2026 is a Saturday: three days are left, of which only the Monday costs.
    const forecast = forecastMonth({ today: '2026-11-28', spentMicroUsd: 40 * DOLLAR, costs });
    expect(forecast).toMatchObject({ likelyMicroUsd: 42 * DOLLAR, days: 54 });
  });

  it('does not count today twice', () => {
    const costs = [...daily('2026-10-01', 60, () => DOLLAR)].filter(
      ({ day }) => day < '2026-11-30',
    );
    const today = { day: '2026-11-30', costMicroUsd: DOLLAR / 4 };
    const forecast = forecastMonth({
      today: '2026-11-30',
      spentMicroUsd: 29.25 * DOLLAR,
      costs: [...costs, today],
    });
    expect(forecast).toMatchObject({ likelyMicroUsd: 30 * DOLLAR });
  });

  it('never says less than what is spent, even after a day like none before', () => {
    const costs = daily('2026-10-01', 45, () => DOLLAR);
    const today = { day: '2026-11-30', costMicroUsd: 50 * DOLLAR };
    const forecast = forecastMonth({
      today: '2026-11-30',
      spentMicroUsd: 80 * DOLLAR,
      costs: [...costs, today],
    });
    expect(forecast).toMatchObject({ lowMicroUsd: 80 * DOLLAR });
  });

  it.each([
    ['without any call', 0, 0],
    ['with six days of calls', 6, 6],
  ])('says that it is too little to say anything %s', (_name, days, counted) => {
    const costs = daily('2026-11-10', days, () => DOLLAR);
    expect(forecastMonth({ today: '2026-11-20', spentMicroUsd: days * DOLLAR, costs })).toEqual({
      enough: false,
      days: counted,
    });
  });

  it('does not take what is older than eight weeks for days with calls', () => {
    const costs = daily('2026-08-01', 20, () => DOLLAR);
    expect(forecastMonth({ today: '2026-11-20', spentMicroUsd: 0, costs })).toMatchObject({
      enough: false,
    });
  });

  it('says the same whenever it is asked', () => {
    const costs = daily('2026-10-01', 45, (day) => weekdayOf(day) * DOLLAR + DOLLAR);
    const question = { today: '2026-11-15', spentMicroUsd: 14 * DOLLAR, costs };
    expect(forecastMonth(question)).toEqual(forecastMonth(question));
  });

  it('is surer the longer it has watched', () => {
    const noisy = (day: string) => ((Number(day.slice(8)) * 7919) % 10) * DOLLAR;
    const width = (days: number) => {
      const costs = daily(daysAfter('2026-11-15', -days), days, noisy);
      const forecast = forecastMonth({ today: '2026-11-15', spentMicroUsd: 50 * DOLLAR, costs });
      return forecast.enough ? forecast.highMicroUsd - forecast.lowMicroUsd : Number.NaN;
    };
    expect(width(14)).toBeGreaterThan(width(56));
  });
});

/** Whether the range holds what it promises, on months that are made up but behave like real ones. */
describe('the range of a forecast', () => {
  const seeded = (seed: number) => {
    let state = seed;
    return () => {
      state = (state + 0x9e3779b9) | 0;
      let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
      return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296;
    };
  };
  const normal = (random: () => number) =>
    Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const HABITS: Record<string, (day: string, random: () => number) => number> = {
    'calls on most working days': (day, random) =>
      isWeekend(day) ? 0 : Math.exp(normal(random) * 0.6) * 3,
    'a few long calls now and then': (_day, random) => (random() < 0.35 ? 1 + random() * 6 : 0),
    'every day alike, a little uneven': (_day, random) => 4 + normal(random),
    'busy Mondays and quiet Fridays': (day, random) =>
      Math.max(0, (6 - weekdayOf(day)) * (0.5 + random())),
  };

  const coverage = (habit: string, watched: number, today: string) => {
    const cost = HABITS[habit] ?? (() => 0);
    const months = 60;
    let within = 0;
    for (let seed = 1; seed <= months; seed += 1) {
      const random = seeded(seed * 7_919);
      const all = daily(daysAfter(today, -watched), watched + 31, (day) =>
        Math.round(Math.max(0, cost(day, random)) * DOLLAR),
      );
      const sum = (from: string, to: string) =>
        all
          .filter(({ day }) => day >= from && day <= to)
          .reduce((total, { costMicroUsd }) => total + costMicroUsd, 0);
      const forecast = forecastMonth({
        today,
        spentMicroUsd: sum(monthOf(today), daysAfter(today, -1)),
        costs: all.filter(({ day }) => day < today),
      });
      const truth = sum(monthOf(today), lastDayOfMonth(today));
      if (!forecast.enough) continue;
      if (truth >= forecast.lowMicroUsd && truth <= forecast.highMicroUsd) within += 1;
    }
    return within / months;
  };

  it.each(
    Object.keys(HABITS).flatMap((habit) => [
      [habit, 56, '2026-11-11'] as const,
      [habit, 28, '2026-11-16'] as const,
    ]),
  )('holds about four of five months of %s, watched for %p days', (habit, watched, today) => {
    const share = coverage(habit, watched, today);
    expect(share).toBeGreaterThan(0.65);
    expect(share).toBeLessThan(0.96);
  });
});
