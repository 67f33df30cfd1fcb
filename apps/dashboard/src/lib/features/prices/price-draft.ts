import type { Price } from '$lib/api/types';
import { exactUsd, typedMicroUsd } from '$lib/format/money';
import { localDayOf } from '$lib/format/time';
import { type Unit, usualQuantity } from './price-words';

/** What is done with the price list: a new price, another one from a day on, or a mistake mended. */
export type PriceTask =
  | { kind: 'add'; like: Price | null }
  | { kind: 'follow'; price: Price }
  | { kind: 'correct'; price: Price };

export type TypedPrice = {
  provider: string;
  model: string;
  unit: Unit;
  amount: string;
  per: string;
  from: string;
  to: string;
  source: string;
};
export type PriceComplaints = Partial<Record<'amount' | 'per' | 'from', string>>;
type Said = { amountMicroUsd: number; perQuantity: number };

export const priceOf = (task: PriceTask): Price | null =>
  task.kind === 'add' ? task.like : task.price;

/** What the fields begin with; days are those of the organization. */
export const typedPriceOf = (task: PriceTask, timeZone: string): TypedPrice => {
  const price = priceOf(task);
  const corrected = task.kind === 'correct' ? task.price : null;
  const day = (moment: string | null | undefined) => (moment ? localDayOf(moment, timeZone) : '');
  return {
    provider: price?.provider ?? '',
    model: price?.model ?? '',
    unit: price?.unit ?? 'input_token',
    amount: price ? exactUsd(price.amountMicroUsd) : '',
    per: String(price?.perQuantity ?? usualQuantity('input_token')),
    from: day(corrected?.validFrom),
    to: day(corrected?.validTo),
    source: corrected?.source ?? '',
  };
};

/** What it says in figures, or what to type differently. */
export const readPrice = (
  typed: TypedPrice,
  task: PriceTask,
): Said | { complaints: PriceComplaints } => {
  const amountMicroUsd = typedMicroUsd(typed.amount);
  const perQuantity = /^\d{1,10}$/.test(typed.per.trim()) ? Number(typed.per) : undefined;
  const noDay = task.kind === 'follow' && typed.from === '';
  if (amountMicroUsd !== undefined && perQuantity !== undefined && !noDay) {
    return { amountMicroUsd, perQuantity };
  }
  return {
    complaints: {
      ...(amountMicroUsd === undefined && {
        amount: 'A number of dollars such as 0.15, with at most six decimals',
      }),
      ...(perQuantity === undefined && { per: 'A whole number, from 1 on' }),
      ...(noDay && { from: 'Choose the day' }),
    },
  };
};

/** A day that was left alone stays the moment it stood for, which need not be a midnight. */
export const momentFor = (
  typed: string,
  before: string | null,
  timeZone: string,
): string | null => {
  if (before !== null && typed === localDayOf(before, timeZone)) {
    return before;
  }
  return typed || null;
};
