/** What the server said of the time that is left; it says so only now and then. */
export type TimeTold = { secondsLeft: number; toldAtMs: number };

/** Counted on by the page's own clock in between. */
export const secondsLeftAt = ({ secondsLeft, toldAtMs }: TimeTold, nowMs: number): number =>
  Math.max(0, Math.ceil(secondsLeft - (nowMs - toldAtMs) / 1000));

/** From here on the end is near enough to look different. */
export const isScarce = (secondsLeft: number): boolean => secondsLeft < 60;

const MARKS = [
  { withinS: 15, words: 'Less than fifteen seconds of practice are left.' },
  { withinS: 60, words: 'Less than a minute of practice is left.' },
  { withinS: 300, words: 'Less than five minutes of practice are left.' },
] as const;

/** For ears: changes at a few marks only, for every change of it is read out. */
export const timeLeftWords = (secondsLeft: number, over = false): string =>
  MARKS.find(({ withinS }) => secondsLeft <= withinS && (!over || withinS < 300))?.words ??
  (over ? 'Your practice minutes are used up. You may go on for a while.' : '');
