import type { MinuteEntry } from '$lib/api/types';
import { minutesOf, signedMinutesOf } from '$lib/format/minutes';

type Shown = Pick<MinuteEntry, 'kind' | 'reason' | 'amountMs'>;

const GRANTS: Record<string, string> = {
  set: 'Set by an administrator',
  granted: 'Added by an administrator',
  lifted: 'Limit lifted',
  welcome: 'Free minutes of a new caller',
  monthly: 'Minutes of the month',
  code: 'Redeemed with a code',
  moved: 'Moved with a telephone number to its member',
  closed: 'Ended: the telephone number belongs to a member now',
};

const CHARGES: Record<string, string> = {
  short_call: 'Short call, not charged',
  silent_again: 'Charged: hardly a word was said, too often in a day to be free',
};

const REFUNDS: Record<string, string> = {
  failed: 'Given back, because the call broke off',
  our_failure: 'Given back, because the call broke off',
  provider_outage: 'Given back, because a service we depend on was down',
  broken_audio: 'Given back, because the sound did not come through',
  few_words: 'Given back, because hardly a word was said',
};

/** What happened; an administrator's own reason stands as it was written. */
export const entryWordsOf = ({ kind, reason, amountMs }: Shown): string => {
  switch (kind) {
    case 'grant':
      return GRANTS[reason] ?? reason;
    case 'reserve':
      return 'Set aside for a call';
    case 'settle':
      return CHARGES[reason] ?? 'Charged for a call';
    case 'release':
      return 'Not needed by the call, given back';
    case 'refund':
      return REFUNDS[reason] ?? `Given back: ${reason}`;
    case 'expire':
      return reason === 'not_carried' ? 'Not carried over into the new month' : 'Ended unused';
    case 'allowance':
      return amountMs > 0
        ? `From now on ${minutesOf(amountMs)} each month`
        : 'From now on nothing each month';
    case 'limit':
      return amountMs > 0
        ? `From now on calls may go ${minutesOf(amountMs)} over`
        : 'From now on calls end at zero';
  }
};

/** How it changed what is left; a charge was taken when it was set aside. */
export const entryAmountOf = ({ kind, amountMs }: Shown): string => {
  if (kind === 'settle') return minutesOf(amountMs);
  if (kind === 'allowance' || kind === 'limit') return '';
  return signedMinutesOf(kind === 'reserve' || kind === 'expire' ? -amountMs : amountMs);
};
