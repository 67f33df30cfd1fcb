import { type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { authorizationFor, type Credentials, momentOf, UNSIGNED_PAYLOAD } from './s3-signature';

export type S3Options = Credentials & {
  endpoint: string;
  bucket: string;
  /** Without a byte in either direction for so long, the store is taken for gone [30 s]. */
  silenceMs?: number;
  /** The first pause before another attempt; it doubles each time [250 ms]. */
  backoffMs?: number;
};

export type S3Request = {
  method: 'GET' | 'HEAD' | 'PUT' | 'DELETE';
  /** Of an object; without it the bucket itself is asked. */
  key?: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  /** Made anew for each attempt. */
  body?: () => Readable;
};

const ATTEMPTS = 4;
const SAID_CHARACTERS = 300;

/** The store refused, or could not do what it was asked. */
export class S3Error extends Error {
  constructor(
    readonly status: number,
    said: string,
  ) {
    super(`The object store answered ${status}: ${said}`);
  }
}

/**
 * Signed requests to an S3-compatible store by path-style addresses, which all of them understand.
 * Every request here may be sent twice; so what fails on the way or in the store is tried again.
 */
export class S3Client {
  constructor(private readonly options: S3Options) {}

  /** With `accepts`, an answer of that status comes back too; any other but success throws. */
  async send(request: S3Request, accepts?: number): Promise<IncomingMessage> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const answer = await this.attempt(request);
        const status = answer.statusCode ?? 0;
        if ((status >= 200 && status < 300) || status === accepts) return answer;
        throw new S3Error(status, (await text(answer)).slice(0, SAID_CHARACTERS));
      } catch (error) {
        if (attempt === ATTEMPTS || !isPassing(error)) throw error;
        await pause(this.backoff(attempt));
      }
    }
  }

  /** Chance spreads those out that failed together. */
  private backoff(attempt: number): number {
    const { backoffMs = 250 } = this.options;
    return backoffMs * 2 ** (attempt - 1) * (0.5 + Math.random() / 2);
  }

  private attempt({ method, key, query, headers: given, body }: S3Request) {
    const { endpoint, bucket, silenceMs = 30_000 } = this.options;
    const url = new URL(`${endpoint}/${bucket}${key === undefined ? '' : `/${key}`}`);
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
    const headers: Record<string, string> = {
      ...given,
      host: url.host,
      'x-amz-content-sha256': UNSIGNED_PAYLOAD,
      'x-amz-date': momentOf(new Date()),
    };
    headers['authorization'] = authorizationFor({ method, url, headers }, this.options);
    const open = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = open(url, { method, headers });
    request.setTimeout(silenceMs, () => {
      request.destroy(new Error('The object store is silent'));
    });
    const answered = new Promise<IncomingMessage>((resolve, reject) => {
      request.once('response', resolve);
      request.on('error', reject);
    });
    // A store that refuses need not read the body first; its answer counts, not the broken pipe.
    if (body) void pipeline(body(), request).catch((error: Error) => request.destroy(error));
    else request.end();
    return answered;
  }
}

const NOT_OURS = ['ENOENT', 'EACCES', 'EISDIR'];

const isPassing = (error: unknown): boolean => {
  if (error instanceof S3Error) return error.status >= 500 || error.status === 429;
  return !NOT_OURS.includes((error as NodeJS.ErrnoException).code ?? '');
};
