import type { AskToRing } from '../../api/types';

export type When = 'now' | 'later' | 'surprise';

export const WHENS: { value: When; label: string }[] = [
  { value: 'now', label: 'Now' },
  { value: 'later', label: 'At a time' },
  { value: 'surprise', label: 'By surprise' },
];

const MINUTE_MS = 60_000;

/** As an input of the type `datetime-local` takes it: the clock of the wall, to the minute. */
export const localInput = (date: Date): string => {
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
};

export const inMinutes = (minutes: number, now: Date): string =>
  localInput(new Date(now.getTime() + minutes * MINUTE_MS));

/** What the server is asked for; undefined: now. Null where a time is missing. */
export const atOf = (
  when: When,
  { from, moment, to }: { moment: string; from: string; to: string },
): AskToRing['at'] | null => {
  if (when === 'now') return undefined;
  if (when === 'later') return moment ? new Date(moment).toISOString() : null;
  return from && to
    ? { between: [new Date(from).toISOString(), new Date(to).toISOString()] }
    : null;
};
