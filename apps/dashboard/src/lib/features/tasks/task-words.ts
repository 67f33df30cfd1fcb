import type { Task } from '$lib/api/types';

export const isOver = ({ state }: Pick<Task, 'state'>): boolean =>
  state === 'done' || state === 'failed' || state === 'cancelled';

/** What is counted: one of it, and several. */
export type TaskUnit = readonly [one: string, several: string];

export const progressWords = (
  { state, done, total, failed }: Pick<Task, 'state' | 'done' | 'total' | 'failed'>,
  [one, several]: TaskUnit,
): string => {
  const count = total === null ? done.toLocaleString() : countOf(done, total);
  const amount = `${count} ${(total ?? done) === 1 ? one : several}`;
  const inVain = failed > 0 ? `, ${failed.toLocaleString()} could not be done` : '';
  switch (state) {
    case 'waiting':
      return 'Waiting for its turn';
    case 'running':
      return total === null && done === 0 ? 'Under way' : `${amount}${inVain}`;
    case 'done':
      return `Done: ${amount}${inVain}`;
    case 'cancelled':
      return `Cancelled after ${amount}${inVain}`;
    case 'failed':
      return `Stopped after ${amount}${inVain}`;
  }
};

const countOf = (done: number, total: number): string =>
  done === total ? total.toLocaleString() : `${done.toLocaleString()} of ${total.toLocaleString()}`;
