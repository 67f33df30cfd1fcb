import twilio from 'twilio';
import type RequestClient from 'twilio/lib/base/RequestClient';
import type Response from 'twilio/lib/http/response';

/** The library's HTTP, at another origin when one is configured: it has no setting of its own for that. */
export class TwilioHttp extends twilio.RequestClient {
  constructor(
    private readonly baseUrl: string | undefined,
    private readonly deadlineMs: number,
  ) {
    super({ timeout: deadlineMs, keepAlive: true });
  }

  override async request<Data>(
    options: RequestClient.RequestOptions<Data>,
  ): Promise<Response<Data>> {
    try {
      return await this.within(super.request<Data>(this.moved(options)));
    } finally {
      // It keeps the last request for debugging: a telephone number and a text.
      this.lastRequest = undefined;
      this.lastResponse = undefined;
    }
  }

  private moved<Data>(
    options: RequestClient.RequestOptions<Data>,
  ): RequestClient.RequestOptions<Data> {
    if (this.baseUrl === undefined) return options;
    const { pathname, search } = new URL(options.uri);
    return { ...options, uri: `${this.baseUrl}${pathname}${search}` };
  }

  /** Its own time-out starts anew with every byte, so that a slow drip would hold us for ever. */
  private async within<Value>(answer: Promise<Value>): Promise<Value> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      const error = Object.assign(new Error('No answer in time'), { code: 'ETIMEDOUT' });
      timer = setTimeout(() => reject(error), this.deadlineMs);
    });
    try {
      return await Promise.race([answer, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
