import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import type { StoredObject } from '../../../apps/api/src/platform/storage/object-storage';
import type { S3Options } from '../../../apps/api/src/platform/storage/s3-client';
import { S3Storage } from '../../../apps/api/src/platform/storage/s3.storage';
import { startS3Server } from './s3-server';

/** An hour of stereo at 64 kbit/s. */
const HOUR_BYTES = 28_800_000;

describe('Objects in an S3-compatible store', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sparline-s3-files-'));
  let server: Awaited<ReturnType<typeof startS3Server>>;
  let options: S3Options;
  let storage: S3Storage;
  beforeAll(async () => {
    server = await startS3Server();
    options = server.options;
    storage = new S3Storage(options);
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  const listed = async (under: string, of = storage): Promise<StoredObject[]> => {
    const objects: StoredObject[] = [];
    for await (const object of of.list(under)) objects.push(object);
    return objects.sort((a, b) => (a.key < b.key ? -1 : 1));
  };

  it('gives back what was put, whole or in part', async () => {
    await storage.put('recordings/a.mp3', Buffer.from('0123456789'), 'audio/mpeg');
    expect(await storage.stat('recordings/a.mp3')).toEqual({ bytes: 10 });
    expect(await text(await storage.readStream('recordings/a.mp3'))).toBe('0123456789');
    const part = (start: number, end?: number) =>
      storage.readStream('recordings/a.mp3', { start, end }).then(text);
    expect(await part(2, 4)).toBe('234');
    expect(await part(8)).toBe('89');
  });

  it('replaces what is there', async () => {
    await storage.put('recordings/b.mp3', Buffer.from('old'), 'audio/mpeg');
    await storage.put('recordings/b.mp3', Buffer.from('newer'), 'audio/mpeg');
    expect(await text(await storage.readStream('recordings/b.mp3'))).toBe('newer');
  });

  it('carries the file of an hour in one piece, there and back', async () => {
    const bytes = randomBytes(HOUR_BYTES);
    const file = join(folder, 'hour.mp3');
    writeFileSync(file, bytes);
    await storage.put('recordings/hour.mp3', file, 'audio/mpeg');
    expect(await storage.stat('recordings/hour.mp3')).toEqual({ bytes: HOUR_BYTES });
    const back = await buffer(await storage.readStream('recordings/hour.mp3'));
    const digest = (of: Buffer) => createHash('sha256').update(of).digest('hex');
    expect(digest(back)).toBe(digest(bytes));
  }, 60_000);

  /** A store keeps no drafts of ours: what a folder clears away must not come to be here. */
  it('has the whole object, and nothing beside it, once an upload that broke off was made again', async () => {
    const bytes = randomBytes(400_000);
    const file = join(folder, 'cut.mp3');
    writeFileSync(file, bytes);
    const line = await cutAfter(new URL(options.endpoint).port, 100_000);
    const cut = new S3Storage({ ...options, endpoint: line.endpoint });
    await expect(cut.put('cut/a.mp3', file, 'audio/mpeg')).rejects.toThrow();
    await line.close();

    await storage.put('cut/a.mp3', file, 'audio/mpeg');
    expect((await listed('cut')).map(({ key }) => key)).toEqual(['cut/a.mp3']);
    expect((await buffer(await storage.readStream('cut/a.mp3'))).equals(bytes)).toBe(true);
  });

  it('tells what is missing, and deletes it without complaint', async () => {
    await storage.put('recordings/c.mp3', Buffer.from('x'), 'audio/mpeg');
    await storage.delete('recordings/c.mp3');
    await storage.delete('recordings/c.mp3');
    expect(await storage.stat('recordings/c.mp3')).toBeUndefined();
    await expect(storage.readStream('recordings/c.mp3')).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('lists what lies under a folder', async () => {
    const keys = Array.from({ length: 120 }, (_, at) => `many/${String(at).padStart(5, '0')}.mp3`);
    await Promise.all(keys.map((key) => storage.put(key, Buffer.from('abc'), 'audio/mpeg')));
    await storage.put('manyother/a.mp3', Buffer.from('x'), 'audio/mpeg');
    const objects = await listed('many');
    expect(objects.map(({ key }) => key)).toEqual(keys);
    expect(objects[0]?.bytes).toBe(3);
    expect(Math.abs(Date.now() - Number(objects[0]?.modifiedAt))).toBeLessThan(60_000);
    expect(await listed('nothing')).toEqual([]);
  }, 60_000);

  it('says that the store refuses a key it does not know', async () => {
    const stranger = new S3Storage({ ...options, accessKeyId: 'unknown' });
    const refused = { status: 403 };
    await expect(stranger.put('a', Buffer.from('x'), 'x')).rejects.toMatchObject(refused);
    await expect(stranger.readStream('recordings/a.mp3')).rejects.toMatchObject(refused);
    await expect(stranger.stat('recordings/a.mp3')).rejects.toMatchObject(refused);
    await expect(stranger.delete('recordings/a.mp3')).rejects.toMatchObject(refused);
    await expect(listed('recordings', stranger)).rejects.toMatchObject(refused);
  });

  it('takes a bucket that does not exist for a mistake, not for objects that are gone', async () => {
    const nowhere = new S3Storage({ ...options, bucket: 'no-such-bucket' });
    const refused = { status: 404 };
    await expect(nowhere.put('a', Buffer.from('x'), 'x')).rejects.toMatchObject(refused);
    await expect(nowhere.readStream('a')).rejects.toMatchObject(refused);
    await expect(nowhere.delete('a')).rejects.toMatchObject(refused);
    await expect(listed('a', nowhere)).rejects.toMatchObject(refused);
  });

  it('refuses a key that climbs', async () => {
    await expect(storage.stat('../other-bucket/a')).rejects.toThrow('Not a storage key');
  });
});

/** A line to the store that breaks after so many bytes, each time anew. */
const cutAfter = async (port: string, mostBytes: number) => {
  const server = createServer((near) => {
    const far = connect(Number(port), '127.0.0.1');
    let sent = 0;
    near.on('data', (data: Buffer) => {
      sent += data.length;
      if (sent < mostBytes) far.write(data);
      else for (const end of [near, far]) end.destroy();
    });
    far.pipe(near);
    for (const end of [near, far]) end.on('error', () => end.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port: own } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${own}`,
    close: () => new Promise<void>((done) => server.close(() => done())),
  };
};
