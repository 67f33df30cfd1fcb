import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { S3Storage } from '../../../apps/api/src/platform/storage/s3.storage';

type Answer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

const SILENCE_MS = 150;
const ATTEMPTS = 4;

const fails =
  (status: number): Answer =>
  (_, response) =>
    void response.writeHead(status).end('<Error><Code>SlowDown</Code></Error>');
const breaks: Answer = (request) => void request.socket.destroy();
const isSilent: Answer = () => undefined;

describe('An object store in trouble', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sparline-s3-trouble-'));
  let server: Server;
  let storage: S3Storage;
  let answers: Answer[];
  let received: Buffer[];

  const works: Answer = async (request, response) => {
    received.push(await buffer(request));
    response.writeHead(request.method === 'DELETE' ? 204 : 200).end('sound');
  };

  beforeAll(async () => {
    server = createServer((request, response) => {
      void (answers.shift() ?? works)(request, response);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    storage = new S3Storage({
      region: 'us-east-1',
      accessKeyId: 'key',
      secretAccessKey: 'secret',
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      bucket: 'calls',
      silenceMs: SILENCE_MS,
      backoffMs: 1,
    });
  });
  beforeEach(() => {
    answers = [];
    received = [];
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['has trouble', fails(500)],
    ['is overrun', fails(503)],
    ['wants to be asked less', fails(429)],
    ['breaks the connection', breaks],
    ['does not answer', isSilent],
  ])('is asked again when it %s', async (_, trouble) => {
    answers = [trouble, trouble];
    const file = join(folder, 'a.mp3');
    writeFileSync(file, 'the whole file');
    await storage.put('a', file, 'audio/mpeg');
    expect(received.at(-1)?.toString()).toBe('the whole file');

    answers = [trouble];
    expect(await text(await storage.readStream('a'))).toBe('sound');
    answers = [trouble];
    await storage.delete('a');
  });

  it('is given up in the end', async () => {
    answers = Array.from({ length: ATTEMPTS }, () => fails(503));
    await expect(storage.delete('a')).rejects.toMatchObject({ status: 503 });
    expect([answers, received]).toEqual([[], []]);
    answers = Array.from({ length: ATTEMPTS }, () => isSilent);
    await expect(storage.stat('a')).rejects.toThrow('The object store is silent');
  });

  it('is not asked again when it has refused', async () => {
    answers = [fails(403)];
    await expect(storage.put('a', Buffer.from('x'), 'x')).rejects.toThrow(
      /answered 403: .*SlowDown/,
    );
    expect(received).toEqual([]);
  });

  it('is not asked again for a file that cannot be read', async () => {
    await expect(storage.put('a', join(folder, 'none'), 'x')).rejects.toThrow('ENOENT');
    expect(received).toEqual([]);
  });

  it('does not pass for a listener who got everything when it stops half-way', async () => {
    answers = [
      (request, response) => {
        response.writeHead(200, { 'content-length': 100 }).write('only this');
        setImmediate(() => request.socket.destroy());
      },
    ];
    await expect(storage.readStream('a').then(text)).rejects.toThrow();
  });

  it('is asked for one page of a list after the other', async () => {
    const token = '1/+=&x';
    const asked: (string | null)[] = [];
    const page =
      (key: string, more: string): Answer =>
      (request, response) => {
        const { searchParams } = new URL(request.url ?? '', 'http://x');
        asked.push(searchParams.get('continuation-token'));
        const object = `<Contents><Key>${key}</Key><LastModified>2026-01-02T03:04:05.000Z</LastModified><Size>7</Size></Contents>`;
        response.writeHead(200).end(`<ListBucketResult>${object}${more}</ListBucketResult>`);
      };
    const next = `<NextContinuationToken>1/+=&amp;x</NextContinuationToken>`;
    answers = [
      page('a/1', `<IsTruncated>true</IsTruncated>${next}`),
      page('a/2', '<IsTruncated>false</IsTruncated>'),
    ];
    const keys = [];
    for await (const { key } of storage.list('a')) keys.push(key);
    expect([keys, asked]).toEqual([
      ['a/1', 'a/2'],
      [null, token],
    ]);
  });

  it('must answer a question for a list with one', async () => {
    await expect(storage.list('a').next()).rejects.toThrow('did not answer with a list');
  });

  it('must not send all of an object to somebody who asked for a part', async () => {
    await expect(storage.readStream('a', { start: 1, end: 2 })).rejects.toThrow('ranges');
  });
});
