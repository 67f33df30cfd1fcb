import { wrongRingTime } from '../calls.errors';
import type { AskToRing } from './ring.schemas';

const DAY_MS = 24 * 3_600_000;
const FURTHEST_MS = 30 * DAY_MS;
/** What was the future when somebody pressed the button. */
const SLACK_MS = 5_000;

export type RingTime = { dueAt: Date; dueFrom: Date | null; dueTo: Date | null };

/**
 * When to ring. Throws `calls.wrong_ring_time`.
 * @param random in [0, 1): where in the window of a surprise
 */
export const ringTimeOf = (
  at: NonNullable<AskToRing['at']>,
  now: Date,
  random: number,
): RingTime => {
  if (typeof at === 'string') {
    const dueAt = new Date(at);
    if (dueAt.getTime() < now.getTime() - SLACK_MS) throw wrongRingTime('This time has passed.');
    refuseFarOff(dueAt, now);
    return { dueAt, dueFrom: null, dueTo: null };
  }
  const [from, to] = at.between.map((moment) => new Date(moment)) as [Date, Date];
  if (to <= from) throw wrongRingTime('The end has to come after the beginning.');
  if (to <= now) throw wrongRingTime('This time has passed.');
  refuseFarOff(to, now);
  const earliestMs = Math.max(from.getTime(), now.getTime());
  const dueAt = new Date(earliestMs + Math.floor((to.getTime() - earliestMs) * random));
  return { dueAt, dueFrom: from, dueTo: to };
};

const refuseFarOff = (moment: Date, now: Date): void => {
  if (moment.getTime() - now.getTime() > FURTHEST_MS) {
    throw wrongRingTime('We ring within thirty days at most.');
  }
};
