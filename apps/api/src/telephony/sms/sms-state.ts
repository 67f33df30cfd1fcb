/** What a message is for: fixed words, for reports and limits. */
export type SmsPurpose = 'verification' | 'call_summary' | 'call_missed';

export type SmsState = 'queued' | 'sent' | 'delivered' | 'failed';

const BEFORE: Record<SmsState, readonly SmsState[]> = {
  queued: [],
  sent: ['queued'],
  delivered: ['queued', 'sent'],
  failed: ['queued', 'sent'],
};

/** The states from which a message may come to this one: reports repeat, and overtake one another. */
export const statesBefore = (state: SmsState): readonly SmsState[] => BEFORE[state];

/** Twilio's word for it as ours; undefined for those that change nothing. */
export const stateOfTwilio = (status: string): Exclude<SmsState, 'queued'> | undefined => {
  switch (status) {
    case 'sent':
      return 'sent';
    case 'delivered':
    case 'read':
      return 'delivered';
    case 'failed':
    case 'undelivered':
    case 'canceled':
      return 'failed';
    default:
      return undefined;
  }
};
