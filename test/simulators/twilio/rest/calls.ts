import { API_VERSION, type TwilioAccount } from '../account';
import type { CallRecord } from '../call-record';
import type { OutgoingCall, OutgoingRequest } from '../outgoing-call';
import { notFound, RestError } from './rest-error';
import { created, dateOf, E164, ok, type RestAnswer, type RestRequest } from './rest-request';

/** Who can be told to change. */
export type ControllableCall = { readonly record: CallRecord } & Pick<
  OutgoingCall,
  'goElsewhere' | 'end'
>;

/** Calls placed and changed through the REST API. */
export class CallsResource {
  constructor(
    private readonly account: TwilioAccount,
    private readonly calls: Map<string, ControllableCall>,
    private readonly place: (request: OutgoingRequest) => CallRecord,
  ) {}

  handle({ method, path, form }: RestRequest): RestAnswer | undefined {
    if (path === '/Calls.json' && method === 'POST') return this.create(form);
    const sid = /^\/Calls\/(CA[0-9a-f]{32})\.json$/.exec(path)?.[1];
    if (!sid) return undefined;
    const call = this.calls.get(sid);
    if (!call) throw notFound(`/Calls/${sid}.json`);
    if (method === 'POST') this.update(call, form);
    return method === 'POST' || method === 'GET' ? ok(this.json(call.record)) : undefined;
  }

  private create(form: URLSearchParams): RestAnswer {
    const [to, from] = ['To', 'From'].map((name) => form.get(name) ?? '');
    const [url, twiml] = ['Url', 'Twiml'].map((name) => form.get(name));
    if (!to) throw new RestError(400, 21201, "No 'To' number is specified");
    if (!E164.test(to)) throw new RestError(400, 21211, `Invalid 'To' Phone Number: ${to}`);
    if (!from) throw new RestError(400, 21213, "No 'From' number is specified");
    if (from !== this.account.phoneNumber) {
      throw new RestError(400, 21210, `'From' phone number not verified: ${from}`);
    }
    if (!url && !twiml) throw new RestError(400, 21205, 'Url parameter is required.');
    if (url && !URL.canParse(url)) {
      throw new RestError(400, 21205, `Url is not a valid URL: ${url}`);
    }
    return created(this.json(this.place({ to, from, url, twiml, form })));
  }

  private update(call: ControllableCall, form: URLSearchParams): void {
    const [status, url, twiml] = ['Status', 'Url', 'Twiml'].map((name) => form.get(name));
    if (call.record.isOver) {
      throw new RestError(400, 21220, 'Call is not in-progress. Cannot redirect.');
    }
    if (status === 'completed' || status === 'canceled') return call.end(status);
    if (status) throw new RestError(400, 21218, `Invalid Status: ${status}`);
    if (url) {
      return call.goElsewhere({ url, method: form.get('Method') === 'GET' ? 'GET' : 'POST' });
    }
    if (twiml) return call.goElsewhere({ twiml });
    return undefined;
  }

  private json(record: CallRecord): Record<string, unknown> {
    const { sid, from, to, status, direction, answeredBy = null, price } = record;
    return {
      sid,
      account_sid: this.account.sid,
      api_version: API_VERSION,
      parent_call_sid: null,
      from,
      from_formatted: from,
      to,
      to_formatted: to,
      phone_number_sid: null,
      status,
      direction,
      answered_by: answeredBy,
      start_time: dateOf(record.answeredAt),
      end_time: dateOf(record.endedAt),
      duration: record.isOver ? String(record.durationSeconds) : null,
      price,
      price_unit: 'USD',
      forwarded_from: null,
      group_sid: null,
      caller_name: null,
      queue_time: '0',
      trunk_sid: null,
      date_created: dateOf(record.createdAt),
      date_updated: dateOf(record.endedAt ?? record.createdAt),
      uri: `/${API_VERSION}/Accounts/${this.account.sid}/Calls/${sid}.json`,
      subresource_uris: {},
    };
  }
}
