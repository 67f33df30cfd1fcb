import { API_VERSION, type TwilioAccount } from './account';
import { newSid } from './sids';
import type { Fields } from './signed-request';

export type CallStatus =
  'queued' | 'ringing' | 'in-progress' | 'completed' | 'busy' | 'failed' | 'no-answer' | 'canceled';

export type AnsweredBy =
  | 'human'
  | 'fax'
  | 'unknown'
  | 'machine_start'
  | 'machine_end_beep'
  | 'machine_end_silence'
  | 'machine_end_other';

const OVER: readonly CallStatus[] = ['completed', 'busy', 'failed', 'no-answer', 'canceled'];
const MICRO_DOLLARS_PER_MINUTE = 8500;

/** What Twilio knows about one call. */
export class CallRecord {
  readonly sid = newSid('CA');
  readonly createdAt = new Date();
  status: CallStatus;
  answeredBy: AnsweredBy | undefined;
  answeredAt: Date | undefined;
  endedAt: Date | undefined;
  /** What a call that nobody answers costs all the same, as Twilio writes it [nothing]. */
  unansweredPrice: string | null = null;

  constructor(
    readonly account: TwilioAccount,
    readonly from: string,
    readonly to: string,
    readonly direction: 'inbound' | 'outbound-api',
  ) {
    this.status = direction === 'inbound' ? 'ringing' : 'queued';
  }

  get isOver(): boolean {
    return OVER.includes(this.status);
  }

  answer(): void {
    this.status = 'in-progress';
    this.answeredAt = new Date();
  }

  end(status: CallStatus): void {
    this.status = status;
    this.endedAt = new Date();
  }

  /** From being answered to its end. */
  get durationSeconds(): number {
    if (!this.answeredAt || !this.endedAt) return 0;
    return Math.round((this.endedAt.getTime() - this.answeredAt.getTime()) / 1000);
  }

  /** Negative, as Twilio writes it. */
  get price(): string | null {
    if (!this.endedAt) return null;
    if (!this.answeredAt) return this.unansweredPrice;
    const minutes = Math.max(1, Math.ceil(this.durationSeconds / 60));
    return (-(minutes * MICRO_DOLLARS_PER_MINUTE) / 1_000_000).toFixed(5);
  }

  /** What every webhook about the call carries. */
  get fields(): Fields {
    const { from, to, sid, direction, account, answeredBy } = this;
    return {
      CallSid: sid,
      AccountSid: account.sid,
      From: from,
      To: to,
      Caller: from,
      Called: to,
      CallStatus: this.status,
      Direction: direction,
      ApiVersion: API_VERSION,
      ...placeFields('From', from),
      ...placeFields('Caller', from),
      ...placeFields('To', to),
      ...placeFields('Called', to),
      ...(direction === 'inbound' && { StirVerstat: 'TN-Validation-Passed-A' }),
      ...(answeredBy && { AnsweredBy: answeredBy }),
    };
  }
}

const PLACES: readonly [prefix: string, country: string, state: string, city: string][] = [
  ['+1', 'US', 'CA', 'SAN FRANCISCO'],
  ['+44', 'GB', '', 'London'],
  ['+49', 'DE', '', 'Berlin'],
];

/** Twilio leaves empty what it does not know. */
function placeFields(who: 'From' | 'Caller' | 'To' | 'Called', number: string): Fields {
  const [, country = '', state = '', city = ''] =
    PLACES.find(([prefix]) => number.startsWith(prefix)) ?? [];
  return {
    [`${who}Country`]: country,
    [`${who}State`]: state,
    [`${who}City`]: city,
    [`${who}Zip`]: '',
  };
}
