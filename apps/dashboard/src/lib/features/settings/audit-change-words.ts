import type { AuditEntry } from '$lib/api/types';
import { minutesOf } from '$lib/format/minutes';
import { exactUsd } from '$lib/format/money';
import { momentOf } from '$lib/format/time';

type Change = AuditEntry['changes'][number];
type Value = Change['before'];

const FIELDS: Record<string, string> = {
  accounts: 'Whose',
  addedMs: 'Minutes added',
  alertPercents: 'Told at',
  amountMicroUsd: 'Amount',
  amountMs: 'Minutes',
  code: 'Code',
  expiresAt: 'Ends',
  hardStop: 'Stops calls',
  lastsDays: 'Days the minutes last',
  leftMs: 'Left',
  mailTo: 'Mails go to',
  members: 'Members',
  monthlyMs: 'Each month',
  mostRedemptions: 'Times it may be used',
  name: 'Name',
  overMs: 'Over by at most',
  perQuantity: 'For how many',
  prices: 'Prices',
  reason: 'Reason',
  rollOver: 'Carried over',
  source: 'Where it is from',
  timeZone: 'Time zone',
  validFrom: 'From',
  validTo: 'Until',
};
/** What it means that nothing is said. */
const NOTHING: Record<string, string> = {
  expiresAt: 'never',
  mailTo: 'all administrators',
  validFrom: 'since ever',
  validTo: 'until further notice',
};
const A_MOMENT = /^\d{4}-\d{2}-\d{2}T/;

const valueOf = (field: string, value: Value, now: Date): string => {
  if (value === null || value === '') return NOTHING[field] ?? 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') {
    if (field.endsWith('MicroUsd')) return `$${exactUsd(value)}`;
    return field.endsWith('Ms') ? minutesOf(value) : value.toLocaleString('en-US');
  }
  if (field === 'alertPercents') return `${value} %`;
  return A_MOMENT.test(value) ? momentOf(value, now) : value;
};

/** "Amount: $10.00 → $20.00"; of what is new or gone the one side alone. */
export const changeInWords = ({ field, before, after }: Change, now: Date): string => {
  const name = FIELDS[field] ?? field;
  if (before === null && !(field in NOTHING)) return `${name}: ${valueOf(field, after, now)}`;
  return `${name}: ${valueOf(field, before, now)} → ${valueOf(field, after, now)}`;
};
