import { typedMinutes } from './minutes-input';

export type CodeDraft = {
  name: string;
  minutes: number;
  mostRedemptions: number;
  lastsDays: number | null;
  expiresAt: string | null;
};
export type TypedCode = Record<keyof CodeDraft, string>;
export type CodeComplaints = Partial<Record<keyof CodeDraft, string>>;

const wholeNumber = (text: string): number | undefined =>
  /^\d{1,9}$/.test(text.trim()) ? Number(text) : undefined;

/** What to ask the server for, or what to type differently. */
export const readCode = (typed: TypedCode): CodeDraft | { complaints: CodeComplaints } => {
  const name = typed.name.trim();
  const minutes = typedMinutes(typed.minutes);
  const mostRedemptions = wholeNumber(typed.mostRedemptions);
  const lastsDays = typed.lastsDays.trim() === '' ? null : wholeNumber(typed.lastsDays);
  if (name && minutes !== undefined && mostRedemptions !== undefined && lastsDays !== undefined) {
    return { name, minutes, mostRedemptions, lastsDays, expiresAt: typed.expiresAt || null };
  }
  return {
    complaints: {
      ...(name ? {} : { name: 'Say what it is for' }),
      ...(minutes === undefined ? { minutes: 'Give a number of minutes, e.g. 30' } : {}),
      ...(mostRedemptions === undefined ? { mostRedemptions: 'Give a whole number' } : {}),
      ...(lastsDays === undefined ? { lastsDays: 'Give a whole number of days' } : {}),
    },
  };
};
