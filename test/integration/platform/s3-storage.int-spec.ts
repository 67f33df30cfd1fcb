import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { authorizationFor } from '../../../apps/api/src/platform/storage/s3-signature';
import { S3Storage } from '../../../apps/api/src/platform/storage/s3.storage';

const CREDENTIALS = { region: 'eu-west-1', accessKeyId: 'key', secretAccessKey: 'secret' };

/** A store that checks each signature by signing what arrived itself. */
class ObjectStore {
  readonly objects = new Map<string, Buffer>();
  failNext = false;
  private server: Server | undefined;

  async open(): Promise<string> {
    this.server = createServer((request, response) => void this.answer(request, response));
    await new Promise<void>((done) => this.server?.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server?.closeAllConnections();
    this.server?.close();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const { pathname } = new URL(request.url ?? '', 'http://x');
    if (this.failNext || !isSigned(request)) {
      this.failNext = false;
      response.writeHead(403).end('<Code>SignatureDoesNotMatch</Code>');
      return;
    }
    const known = this.objects.get(pathname);
    switch (request.method) {
      case 'PUT':
        this.objects.set(pathname, body);
        return void response.writeHead(200).end();
      case 'DELETE':
        this.objects.delete(pathname);
        return void response.writeHead(204).end();
      default:
        return known ? sendPart(request, response, known) : void response.writeHead(404).end();
    }
  }
}

const isSigned = (request: IncomingMessage): boolean => {
  const given = request.headers.authorization ?? '';
  const names = /SignedHeaders=([^,]+)/.exec(given)?.[1]?.split(';') ?? [];
  const headers = Object.fromEntries(names.map((name) => [name, String(request.headers[name])]));
  const url = new URL(request.url ?? '', `http://${request.headers.host}`);
  return given === authorizationFor({ method: request.method ?? '', url, headers }, CREDENTIALS);
};

const sendPart = (request: IncomingMessage, response: ServerResponse, object: Buffer): void => {
  const range = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '');
  const part = range
    ? object.subarray(Number(range[1]), range[2] ? Number(range[2]) + 1 : undefined)
    : object;
  response.writeHead(range ? 206 : 200, { 'content-length': part.length });
  response.end(request.method === 'HEAD' ? undefined : part);
};

describe('Objects in an S3-compatible store', () => {
  const store = new ObjectStore();
  let storage: S3Storage;
  beforeAll(async () => {
    storage = new S3Storage({ ...CREDENTIALS, endpoint: await store.open(), bucket: 'calls' });
  });
  afterAll(() => store.close());

  it('gives back what was put, whole or in part', async () => {
    await storage.put('recordings/a.mp3', Buffer.from('0123456789'), 'audio/mpeg');
    expect([...store.objects.keys()]).toEqual(['/calls/recordings/a.mp3']);
    expect(await storage.stat('recordings/a.mp3')).toEqual({ bytes: 10 });
    expect(await text(await storage.readStream('recordings/a.mp3'))).toBe('0123456789');
    const part = await storage.readStream('recordings/a.mp3', { start: 2, end: 4 });
    expect(await text(part)).toBe('234');
  });

  it('sends a file', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'sparline-s3-')), 'a');
    writeFileSync(file, 'x'.repeat(200_000));
    await storage.put('recordings/big.mp3', file, 'audio/mpeg');
    expect(await storage.stat('recordings/big.mp3')).toEqual({ bytes: 200_000 });
  });

  it('tells what is missing, and deletes it without complaint', async () => {
    await storage.delete('recordings/none.mp3');
    expect(await storage.stat('recordings/none.mp3')).toBeUndefined();
    await expect(storage.readStream('recordings/none.mp3')).rejects.toThrow('ENOENT');
  });

  it('passes on what the store says when it refuses', async () => {
    store.failNext = true;
    await expect(storage.put('a', Buffer.from('x'), 'x')).rejects.toThrow(
      /answered 403 instead of 200: .*SignatureDoesNotMatch/,
    );
  });

  it('refuses a key that climbs', async () => {
    await expect(storage.stat('../other-bucket/a')).rejects.toThrow('Not a storage key');
  });
});
