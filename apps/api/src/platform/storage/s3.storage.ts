import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';
import { type ByteSpan, ObjectStorage } from './object-storage';
import { authorizationFor, type Credentials, momentOf, UNSIGNED_PAYLOAD } from './s3-signature';
import { checkedKey } from './storage-key';

/** Without a byte in either direction for so long, the store is taken for gone. */
const SILENCE_MS = 30_000;

export type S3Options = Credentials & { endpoint: string; bucket: string };
type Sent = { headers?: Record<string, string>; body?: Readable };

/** Any S3-compatible store, by path-style addresses, which all of them understand. */
export class S3Storage extends ObjectStorage {
  constructor(private readonly options: S3Options) {
    super();
  }

  async put(key: string, source: string | Buffer, contentType: string): Promise<void> {
    const isFile = typeof source === 'string';
    const bytes = isFile ? (await stat(source)).size : source.length;
    const body = isFile ? createReadStream(source) : Readable.from([source]);
    const headers = { 'content-type': contentType, 'content-length': String(bytes) };
    const answer = await this.send('PUT', key, { headers, body });
    await expectStatus(answer, 200);
    answer.resume();
  }

  async stat(key: string): Promise<{ bytes: number } | undefined> {
    const answer = await this.send('HEAD', key);
    answer.resume();
    if (answer.statusCode === 404) return undefined;
    await expectStatus(answer, 200);
    return { bytes: Number(answer.headers['content-length'] ?? 0) };
  }

  async readStream(key: string, { start, end }: ByteSpan = {}): Promise<Readable> {
    const part = start !== undefined || end !== undefined;
    const headers: Record<string, string> = part
      ? { range: `bytes=${start ?? 0}-${end ?? ''}` }
      : {};
    const answer = await this.send('GET', key, { headers });
    if (answer.statusCode === 404) {
      answer.resume();
      throw Object.assign(new Error(`ENOENT: no object ${key}`), { code: 'ENOENT' });
    }
    await expectStatus(answer, part ? 206 : 200);
    return answer;
  }

  async delete(key: string): Promise<void> {
    const answer = await this.send('DELETE', key);
    if (answer.statusCode !== 404) await expectStatus(answer, 204);
    answer.resume();
  }

  private async send(method: string, key: string, sent: Sent = {}): Promise<IncomingMessage> {
    const { endpoint, bucket } = this.options;
    const url = new URL(`${endpoint}/${bucket}/${checkedKey(key)}`);
    const headers: Record<string, string> = {
      ...sent.headers,
      host: url.host,
      'x-amz-content-sha256': UNSIGNED_PAYLOAD,
      'x-amz-date': momentOf(new Date()),
    };
    headers['authorization'] = authorizationFor({ method, url, headers }, this.options);
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
      method,
      headers,
    });
    request.setTimeout(SILENCE_MS, () => request.destroy(new Error('The object store is silent')));
    const answered = new Promise<IncomingMessage>((resolve, reject) => {
      request.once('response', resolve);
      request.once('error', reject);
    });
    if (sent.body) await Promise.all([pipeline(sent.body, request), answered]);
    else request.end();
    return answered;
  }
}

const expectStatus = async (answer: IncomingMessage, status: number): Promise<void> => {
  if (answer.statusCode === status) return;
  const said = (await text(answer)).slice(0, 300);
  throw new Error(`The object store answered ${answer.statusCode} instead of ${status}: ${said}`);
};
