import {
  daysAfter,
  type LocalDay,
  lastDayOfMonth,
  weekdayOf,
} from '../../platform/clock/local-day';

/** What a day has cost; days without a cost need not be named. */
export type DayCost = { day: LocalDay; costMicroUsd: number };

export type MonthForecast =
  | { enough: false; days: number }
  | {
      enough: true;
      lowMicroUsd: number;
      likelyMicroUsd: number;
      highMicroUsd: number;
      /** Calendar days it rests on. */
      days: number;
    };

export type ForecastQuestion = {
  today: LocalDay;
  /** In this month so far, today included. */
  spentMicroUsd: number;
  /** Of the days before today, in any order, and what today has cost so far. */
  costs: readonly DayCost[];
};

/** Days it looks back. */
export const LOOK_BACK_DAYS = 56;
/** Fewer days with calls say nothing of a month. */
export const LEAST_DAYS = 7;
/** Below so many of a weekday, all days are taken for alike. */
const LEAST_OF_A_WEEKDAY = 2;
/** Looked up once: they run a hundred thousand times. */
const { floor, imul } = Math;
const DRAWS = 1000;
const SEED = 20_261_121;
const LOW = 0.1;
const HIGH = 0.9;

/**
 * What the month will have cost: what was spent, and for each day left what days of its weekday cost
 * in the last eight weeks. The range holds the true figure in about four of five months.
 *
 * A bootstrap over days. Each weekday has its mean; by what share days differ from the mean of their
 * weekday is pooled over all of them. Each of 1,000 draws first makes the means anew from as many
 * drawn days as there are (so a young history makes a wide range), then a cost for every day left.
 * Seeded, so that the same history always gives the same figures.
 */
export const forecastMonth = ({ today, spentMicroUsd, costs }: ForecastQuestion): MonthForecast => {
  const history = historyOf(today, costs);
  const withCalls = history.filter(({ costMicroUsd }) => costMicroUsd > 0).length;
  if (withCalls < LEAST_DAYS) return { enough: false, days: withCalls };
  const habit = habitOf(history);
  const left = daysFrom(today, lastDayOfMonth(today)).map(weekdayOf);
  const spentToday = costs.find(({ day }) => day === today)?.costMicroUsd ?? 0;
  const random = randomFrom(SEED);
  const totals = Array.from({ length: DRAWS }, () => {
    const means = habit.means.map(({ mean, days }) => mean * drawnMean(habit.shares, days, random));
    return left.reduce((sum, weekday, index) => {
      const cost = (means[weekday] ?? 0) * pick(habit.shares, random);
      // Of today a part is spent already.
      return sum + (index === 0 ? Math.max(0, cost - spentToday) : cost);
    }, spentMicroUsd);
  }).sort((a, b) => a - b);
  return {
    enough: true,
    lowMicroUsd: quantile(totals, LOW),
    likelyMicroUsd: quantile(totals, 0.5),
    highMicroUsd: quantile(totals, HIGH),
    days: history.length,
  };
};

/** From the first day that cost something, days without calls included. */
const historyOf = (today: LocalDay, costs: readonly DayCost[]): DayCost[] => {
  const first = daysAfter(today, -LOOK_BACK_DAYS);
  const known = new Map(costs.map(({ day, costMicroUsd }) => [day, costMicroUsd]));
  const began = [...known.keys()].filter((day) => day >= first && day < today).sort()[0];
  if (began === undefined) return [];
  return daysFrom(began, daysAfter(today, -1)).map((day) => ({
    day,
    costMicroUsd: known.get(day) ?? 0,
  }));
};

type Habit = {
  /** By weekday, 0 is Sunday. */
  means: { mean: number; days: number }[];
  /** What days cost, as shares of the mean of their weekday. */
  shares: number[];
};

const habitOf = (history: readonly DayCost[]): Habit => {
  const all = history.map(({ costMicroUsd }) => costMicroUsd);
  const pools = Array.from({ length: 7 }, (_, weekday) =>
    history.filter(({ day }) => weekdayOf(day) === weekday).map((one) => one.costMicroUsd),
  );
  const isYoung = pools.some((pool) => pool.length < LEAST_OF_A_WEEKDAY);
  const groups = isYoung ? [all] : pools;
  const means = groups.map((pool) => ({ mean: meanOf(pool), days: pool.length }));
  const costly = groups.filter((pool) => meanOf(pool) > 0);
  const shares = costly.flatMap((pool) => pool.map((cost) => cost / meanOf(pool)));
  return {
    means: isYoung ? Array.from({ length: 7 }, () => means[0] ?? { mean: 0, days: 0 }) : means,
    shares: widened(shares, costly.length),
  };
};

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Values lie closer to the means that were made of them than to the true ones. */
const widened = (shares: readonly number[], means: number): number[] => {
  const by = Math.sqrt(shares.length / Math.max(1, shares.length - means));
  return shares.map((share) => Math.max(0, 1 + (share - 1) * by));
};

const drawnMean = (shares: readonly number[], days: number, random: () => number): number => {
  let sum = 0;
  for (let count = 0; count < days; count += 1) sum += pick(shares, random);
  return days === 0 ? 0 : sum / days;
};

const pick = (values: readonly number[], random: () => number): number =>
  values[floor(random() * values.length)] ?? 0;

const quantile = (sorted: readonly number[], share: number): number =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);

const daysFrom = (first: LocalDay, last: LocalDay): LocalDay[] => {
  const days: LocalDay[] = [];
  for (let day = first; day <= last; day = daysAfter(day, 1)) days.push(day);
  return days;
};

/** Mulberry32: small, fast, and the same everywhere. */
const randomFrom = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};
