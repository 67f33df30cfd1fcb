import type { IncomingMessage, ServerResponse } from 'node:http';
import { HTML_PAGE, plannedFailure, type Knobs } from '../../http/knobs';
import { SimulatedResponse } from '../../http/simulated-response';
import { API_VERSION, type TwilioAccount } from '../account';
import { accountJson } from './account-resource';
import { notFound, plannedError, RestError } from './rest-error';
import { ok, readForm, type RestAnswer, type RestRequest } from './rest-request';

export type RestKnobs = Knobs & {
  /** Answers the next so many requests with the error `failTwilioCode`; counts down. */
  refuseNext?: number;
  failTwilioCode?: number;
  /** So many times nobody knows yet what a call or message costs that is over [1]. */
  pricedAfterFetches?: number;
  /** [USD] */
  priceUnit?: string;
  accountType?: 'Trial' | 'Full';
};

export type RecordedRest = {
  method: string;
  path: string;
  form: Readonly<Record<string, string[]>>;
  userAgent: string;
};

type Resource = { handle(request: RestRequest): RestAnswer | undefined };

const PREFIX = `/${API_VERSION}/Accounts/`;
const TOO_MANY = 20_429;
const SERVER_ERROR = 20_500;

/** Twilio's REST API as far as a telephone service needs it. */
export class RestApi {
  readonly requests: RecordedRest[] = [];
  knobs: RestKnobs = {};
  /** How often somebody has asked what it cost. */
  private readonly asked = new Map<string, number>();

  constructor(
    private readonly account: TwilioAccount,
    private readonly resources: readonly Resource[],
  ) {}

  serves(path: string): boolean {
    return path.startsWith(PREFIX);
  }

  async handle(request: IncomingMessage, raw: ServerResponse): Promise<void> {
    const { knobs } = this;
    const form = await readForm(request);
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://simulator');
    const method = request.method ?? 'GET';
    this.record(request, method, pathname, form);
    const answer = this.answer(request, { method, path: pathname, form, query: searchParams });
    const response = new SimulatedResponse(raw, knobs);
    const isGarbage = knobs.garbage !== undefined && answer.status < 300;
    const retry = knobs.retryAfterSeconds;
    const headers: Record<string, string> =
      answer.status === 429 && retry ? { 'retry-after': String(retry) } : {};
    await response.begin(answer.status, isGarbage ? 'text/html' : 'application/json', headers);
    const text = isGarbage ? HTML_PAGE : JSON.stringify(answer.body);
    if (await response.write(text)) response.end();
  }

  private answer(incoming: IncomingMessage, request: RestRequest): RestAnswer {
    try {
      this.refuse();
      this.authenticate(incoming);
      return this.priced(this.route(request));
    } catch (error) {
      if (error instanceof RestError) return { status: error.status, body: error.body };
      throw error;
    }
  }

  /** Twilio works out what something cost a while after it is over. */
  private priced(answer: RestAnswer): RestAnswer {
    const { sid, price } = answer.body as { sid?: unknown; price?: unknown };
    if (typeof sid !== 'string' || typeof price !== 'string') return answer;
    const { pricedAfterFetches = 1, priceUnit: price_unit = 'USD' } = this.knobs;
    const asked = (this.asked.get(sid) ?? 0) + 1;
    this.asked.set(sid, asked);
    const known = asked > pricedAfterFetches ? price : null;
    return { ...answer, body: { ...(answer.body as object), price: known, price_unit } };
  }

  private route(request: RestRequest): RestAnswer {
    const [sid = '', ...rest] = request.path.slice(PREFIX.length).split('/');
    if (rest.length === 0 && request.method === 'GET' && sid === `${this.account.sid}.json`) {
      return ok(accountJson(this.account, this.knobs.accountType ?? 'Full'));
    }
    if (sid !== this.account.sid) throw notFound(request.path);
    const path = `/${rest.join('/')}`;
    for (const resource of this.resources) {
      const answer = resource.handle({ ...request, path });
      if (answer) return answer;
    }
    throw notFound(request.path);
  }

  private refuse(): void {
    const { knobs } = this;
    if (knobs.refuseNext) {
      knobs.refuseNext--;
      throw plannedError(knobs.failTwilioCode ?? SERVER_ERROR);
    }
    const failure = plannedFailure(knobs);
    if (failure?.status === 429) throw plannedError(TOO_MANY);
    if (failure) throw new RestError(failure.status, SERVER_ERROR, 'An internal server error');
  }

  private authenticate({ headers }: IncomingMessage): void {
    const { sid, authToken } = this.account;
    const expected = `Basic ${Buffer.from(`${sid}:${authToken}`).toString('base64')}`;
    if (headers.authorization !== expected) throw plannedError(20_003);
  }

  private record(
    { headers }: IncomingMessage,
    method: string,
    path: string,
    form: URLSearchParams,
  ): void {
    const fields = [...new Set(form.keys())].map((name): [string, string[]] => [
      name,
      form.getAll(name),
    ]);
    const userAgent = headers['user-agent'] ?? '';
    this.requests.push({ method, path, form: Object.fromEntries(fields), userAgent });
  }
}
