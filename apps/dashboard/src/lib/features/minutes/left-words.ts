import type { MinuteAccount } from '$lib/api/types';
import { minutesOf } from '$lib/format/minutes';

type Shown = Pick<MinuteAccount, 'leftMs' | 'overMs' | 'limitKind'>;

/** "12 min left", "3 min over, 7 min more allowed". */
export const leftWords = ({ leftMs, overMs, limitKind }: Shown): string => {
  if (leftMs < 0) {
    return `${minutesOf(-leftMs)} over, ${minutesOf(Math.max(0, overMs + leftMs))} more allowed`;
  }
  return limitKind === 'soft'
    ? `${minutesOf(leftMs)} left, ${minutesOf(overMs)} over allowed`
    : `${minutesOf(leftMs)} left`;
};
