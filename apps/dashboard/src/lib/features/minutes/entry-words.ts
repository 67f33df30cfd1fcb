import type { MinuteEntry } from '$lib/api/types';
import { minutesOf, signedMinutesOf } from '$lib/format/minutes';

type Shown = Pick<MinuteEntry, 'kind' | 'reason' | 'amountMs'>;

const GRANTS: Record<string, string> = {
  set: 'Set by an administrator',
  granted: 'Added by an administrator',
  lifted: 'Limit lifted',
  welcome: 'Free minutes of a new caller',
};

/** What happened; an administrator's own reason stands as it was written. */
export const entryWordsOf = ({ kind, reason }: Shown): string => {
  switch (kind) {
    case 'grant':
      return GRANTS[reason] ?? reason;
    case 'reserve':
      return 'Set aside for a call';
    case 'settle':
      return reason === 'short_call' ? 'Short call, not charged' : 'Charged for a call';
    case 'release':
      return 'Not needed by the call, given back';
    case 'refund':
      return 'Given back, because the call broke off';
  }
};

/** How it changed what is left; a charge was taken when it was set aside. */
export const entryAmountOf = ({ kind, amountMs }: Shown): string => {
  if (kind === 'settle') return minutesOf(amountMs);
  return signedMinutesOf(kind === 'reserve' ? -amountMs : amountMs);
};
