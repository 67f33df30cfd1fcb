import { setTimeout as wait } from 'node:timers/promises';
import { API_VERSION, type TwilioAccount } from '../account';
import type { CallbackSender } from '../callback-sender';
import { newSid } from '../sids';
import { segmentsOf } from './message-segments';
import { notFound, RestError } from './rest-error';
import { created, dateOf, E164, ok, type RestAnswer, type RestRequest } from './rest-request';

export type MessageStatus = 'queued' | 'sent' | 'delivered' | 'undelivered' | 'failed';

export type SimulatedMessage = {
  sid: string;
  from: string;
  to: string;
  body: string;
  status: MessageStatus;
  errorCode: number | undefined;
  createdAt: Date;
  statusCallback: string | undefined;
};

export type MessageKnobs = {
  /** How delivery ends ['delivered']. */
  outcome?: 'delivered' | 'undelivered' | 'failed';
  /** Of an outcome that is no delivery [30003]. */
  errorCode?: number;
  /** Between one status and the next. */
  stepMs?: number;
  /** Numbers that have answered STOP. */
  unsubscribed?: readonly string[];
  /** Numbers that take no text messages. */
  landlines?: readonly string[];
};

const LONGEST_BODY = 1600;

/** Text messages: taken, sent and delivered, with a callback for every status but the first. */
export class MessagesResource {
  readonly all: SimulatedMessage[] = [];
  knobs: MessageKnobs = {};

  constructor(
    private readonly account: TwilioAccount,
    private readonly callbacks: CallbackSender,
  ) {}

  handle({ method, path, form }: RestRequest): RestAnswer | undefined {
    if (path === '/Messages.json' && method === 'POST') return this.create(form);
    const sid = /^\/Messages\/(SM[0-9a-f]{32})\.json$/.exec(path)?.[1];
    if (sid && method === 'GET') return ok(this.json(this.find(sid)));
    return undefined;
  }

  private create(form: URLSearchParams): RestAnswer {
    const message = this.accept(form);
    this.all.push(message);
    const answer = created(this.json(message));
    void this.deliver(message);
    return answer;
  }

  private accept(form: URLSearchParams): SimulatedMessage {
    const [to, from, body] = ['To', 'From', 'Body'].map((name) => form.get(name) ?? '');
    const { unsubscribed = [], landlines = [] } = this.knobs;
    if (!to) throw new RestError(400, 21604, "A 'To' phone number is required.");
    if (!E164.test(to)) throw new RestError(400, 21211, `Invalid 'To' Phone Number: ${to}`);
    if (!from) throw new RestError(400, 21603, "A 'From' phone number is required.");
    if (from !== this.account.phoneNumber) {
      throw new RestError(400, 21606, `The 'From' phone number ${from} is not yours.`);
    }
    if (!body) throw new RestError(400, 21602, 'Message body is required.');
    if (body.length > LONGEST_BODY) {
      throw new RestError(400, 21617, 'The concatenated message body exceeds the 1600 limit.');
    }
    if (unsubscribed.includes(to)) {
      throw new RestError(400, 21610, 'Attempt to send to unsubscribed recipient');
    }
    if (landlines.includes(to)) {
      throw new RestError(400, 21614, `'To' number is not a valid mobile number: ${to}`);
    }
    return {
      sid: newSid('SM'),
      from,
      to,
      body,
      status: 'queued',
      errorCode: undefined,
      createdAt: new Date(),
      statusCallback: form.get('StatusCallback') ?? undefined,
    };
  }

  private async deliver(message: SimulatedMessage): Promise<void> {
    const { outcome = 'delivered', errorCode = 30_003, stepMs = 0 } = this.knobs;
    const steps: MessageStatus[] = outcome === 'failed' ? ['failed'] : ['sent', outcome];
    for (const status of steps) {
      await wait(stepMs);
      message.status = status;
      if (status === 'undelivered' || status === 'failed') message.errorCode = errorCode;
      if (message.statusCallback) this.callbacks.post(message.statusCallback, this.fields(message));
    }
  }

  private fields({ sid, status, from, to, errorCode }: SimulatedMessage) {
    return {
      SmsSid: sid,
      SmsStatus: status,
      MessageSid: sid,
      MessageStatus: status,
      To: to,
      From: from,
      AccountSid: this.account.sid,
      ApiVersion: API_VERSION,
      ...(errorCode !== undefined && { ErrorCode: String(errorCode) }),
    };
  }

  private find(sid: string): SimulatedMessage {
    const message = this.all.find((one) => one.sid === sid);
    if (!message) throw notFound(`/Messages/${sid}.json`);
    return message;
  }

  private json(message: SimulatedMessage): Record<string, unknown> {
    const { sid, from, to, body, status, errorCode = null, createdAt } = message;
    return {
      sid,
      account_sid: this.account.sid,
      api_version: API_VERSION,
      body,
      num_segments: String(segmentsOf(body)),
      num_media: '0',
      direction: 'outbound-api',
      from,
      to,
      status,
      error_code: errorCode,
      error_message: errorCode === null ? null : 'Unreachable destination handset',
      messaging_service_sid: null,
      price: status === 'queued' ? null : (-0.0083 * segmentsOf(body)).toFixed(5),
      price_unit: 'USD',
      date_created: dateOf(createdAt),
      date_updated: dateOf(createdAt),
      date_sent: status === 'queued' ? null : dateOf(createdAt),
      uri: `/${API_VERSION}/Accounts/${this.account.sid}/Messages/${sid}.json`,
      subresource_uris: {},
    };
  }
}
