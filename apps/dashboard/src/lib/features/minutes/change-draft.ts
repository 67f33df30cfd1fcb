import type { BulkChange } from '$lib/api/types';
import { typedMinutes } from './minutes-input';

export type ChangeWay = 'set' | 'add' | 'month' | 'limit';

/** What was typed into the form of a change. */
export type ChangeDraft = {
  way: ChangeWay;
  amount: string;
  /** A day, as the browser's date field gives it. */
  endsOn: string;
  monthly: string;
  rollOver: boolean;
  cap: string;
  kind: 'hard' | 'soft';
  over: string;
  reason: string;
};

export type Change = Pick<BulkChange, 'minutes' | 'allowance' | 'removeAllowance' | 'limit'>;
export type Complaints = Partial<Record<'amount' | 'monthly' | 'cap' | 'over', string>>;

export const emptyDraft = (): ChangeDraft => ({
  way: 'set',
  amount: '',
  endsOn: '',
  monthly: '',
  rollOver: false,
  cap: '',
  kind: 'hard',
  over: '',
  reason: '',
});

const NO_NUMBER = 'Give a number of minutes, e.g. 30 or 2.5';

/** What to ask the server for, or what to type differently. */
export const readDraft = (draft: ChangeDraft): { change: Change } | { complaints: Complaints } => {
  const said = draft.reason.trim() ? { reason: draft.reason.trim() } : {};
  if (draft.way === 'month') return readMonth(draft, said);
  if (draft.way === 'limit') return readLimit(draft, said);
  const amount = typedMinutes(draft.amount);
  if (amount === undefined) return { complaints: { amount: NO_NUMBER } };
  const ends = draft.endsOn ? { expiresAt: draft.endsOn } : {};
  const field = draft.way === 'add' ? 'grantMinutes' : 'minutes';
  return { change: { minutes: { [field]: amount, ...ends, ...said } } };
};

type Said = { reason?: string };
type Read = ReturnType<typeof readDraft>;

const readMonth = ({ monthly, rollOver, cap }: ChangeDraft, said: Said): Read => {
  const monthlyMinutes = typedMinutes(monthly);
  const isCapped = rollOver && cap.trim() !== '';
  const rollOverCapMinutes = isCapped ? typedMinutes(cap) : null;
  if (monthlyMinutes === undefined || rollOverCapMinutes === undefined) {
    return {
      complaints: {
        ...(monthlyMinutes === undefined ? { monthly: NO_NUMBER } : {}),
        ...(rollOverCapMinutes === undefined ? { cap: NO_NUMBER } : {}),
      },
    };
  }
  return { change: { allowance: { monthlyMinutes, rollOver, rollOverCapMinutes, ...said } } };
};

const readLimit = ({ kind, over }: ChangeDraft, said: Said): Read => {
  if (kind === 'hard') return { change: { limit: { kind, ...said } } };
  const overMinutes = typedMinutes(over);
  return overMinutes === undefined
    ? { complaints: { over: NO_NUMBER } }
    : { change: { limit: { kind, overMinutes, ...said } } };
};
