import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { type ByteSpan, ObjectStorage, type StoredObject } from './object-storage';
import { S3Client, S3Error, type S3Options } from './s3-client';
import { readListing } from './s3-listing';
import { checkedKey } from './storage-key';

const NOT_FOUND = 404;
/** The store must not take less for all: it answers a range that it ignores with 200. */
const PARTIAL = 206;

/** Objects in any S3-compatible store. One request carries up to 5 GB: weeks of recording. */
export class S3Storage extends ObjectStorage {
  private readonly client: S3Client;

  constructor(options: S3Options) {
    super();
    this.client = new S3Client(options);
  }

  async put(key: string, source: string | Buffer, contentType: string): Promise<void> {
    const isFile = typeof source === 'string';
    const bytes = isFile ? (await stat(source)).size : source.length;
    const body = () => (isFile ? createReadStream(source) : Readable.from([source]));
    const headers = { 'content-type': contentType, 'content-length': String(bytes) };
    const answer = await this.client.send({ method: 'PUT', key: checkedKey(key), headers, body });
    answer.resume();
  }

  async stat(key: string): Promise<{ bytes: number } | undefined> {
    const answer = await this.client.send({ method: 'HEAD', key: checkedKey(key) }, NOT_FOUND);
    answer.resume();
    if (answer.statusCode === NOT_FOUND) return undefined;
    return { bytes: Number(answer.headers['content-length'] ?? 0) };
  }

  async readStream(key: string, { start, end }: ByteSpan = {}): Promise<Readable> {
    const isPart = start !== undefined || end !== undefined;
    const headers: Record<string, string> = isPart
      ? { range: `bytes=${start ?? 0}-${end ?? ''}` }
      : {};
    const request = { method: 'GET', key: checkedKey(key), headers } as const;
    const answer = await this.client.send(request, NOT_FOUND);
    if (answer.statusCode === NOT_FOUND) {
      await refuseMissingBucket(answer);
      throw Object.assign(new Error(`ENOENT: no object ${key}`), { code: 'ENOENT' });
    }
    if (isPart && answer.statusCode !== PARTIAL) {
      answer.destroy();
      throw new S3Error(answer.statusCode ?? 0, 'it does not know ranges');
    }
    return answer;
  }

  async delete(key: string): Promise<void> {
    const answer = await this.client.send({ method: 'DELETE', key: checkedKey(key) }, NOT_FOUND);
    if (answer.statusCode === NOT_FOUND) await refuseMissingBucket(answer);
    else answer.resume();
  }

  async *list(folder: string): AsyncGenerator<StoredObject> {
    let next: string | undefined;
    do {
      const query = {
        'list-type': '2',
        prefix: `${checkedKey(folder)}/`,
        ...(next === undefined ? {} : { 'continuation-token': next }),
      };
      const page = readListing(await text(await this.client.send({ method: 'GET', query })));
      yield* page.objects;
      next = page.next;
    } while (next !== undefined);
  }
}

/** In a bucket that does not exist no object does; that must not pass for its having been deleted. */
const refuseMissingBucket = async (answer: IncomingMessage): Promise<void> => {
  const said = await text(answer);
  if (said.includes('NoSuchBucket')) throw new S3Error(NOT_FOUND, 'there is no such bucket');
};
