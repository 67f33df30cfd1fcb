import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { FolderMailer } from '../../../apps/api/src/platform/mail/folder.mailer';
import { LocalStorage } from '../../../apps/api/src/platform/storage/local.storage';
import { readFileSync, statSync } from 'node:fs';
import { testConfig } from '../../support/test-config';

describe('Objects in a folder', () => {
  const config = testConfig('postgres://unused');
  const storage = new LocalStorage(config);
  const key = 'recordings/0b6e/call.mp3';
  afterAll(() => rmSync(config.dataDir, { recursive: true, force: true }));

  it('gives back what was put, whole or in part', async () => {
    await storage.put(key, Buffer.from('0123456789'), 'audio/mpeg');
    expect(await storage.stat(key)).toEqual({ bytes: 10 });
    expect(await text(await storage.readStream(key))).toBe('0123456789');
    expect(await text(await storage.readStream(key, { start: 2, end: 4 }))).toBe('234');
    expect(await text(await storage.readStream(key, { start: 8 }))).toBe('89');
  });

  it('copies a file and replaces what was there', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'sparline-put-')), 'a');
    writeFileSync(file, 'new');
    await storage.put(key, file, 'audio/mpeg');
    expect(await text(await storage.readStream(key))).toBe('new');
    expect(readFileSync(file, 'utf8')).toBe('new');
  });

  it('leaves nothing behind when a put fails', async () => {
    await expect(storage.put('broken/a', '/no/such/file', 'x')).rejects.toThrow('ENOENT');
    expect(await storage.stat('broken/a')).toBeUndefined();
    expect(readdirSync(join(config.dataDir, 'objects', 'broken'))).toEqual([]);
  });

  it('takes away, when it writes an object again, what a killed process left half written of it', async () => {
    const folder = join(config.dataDir, 'objects', 'drafts');
    mkdirSync(folder, { recursive: true });
    const draft = (name: string, ageMs: number): string => {
      writeFileSync(join(folder, name), 'half');
      const at = new Date(Date.now() - ageMs);
      utimesSync(join(folder, name), at, at);
      return name;
    };
    draft(`a.mp3.${randomUUID()}.part`, 11_000);
    const kept = [
      draft(`a.mp3.${randomUUID()}.part`, 5_000),
      draft(`b.mp3.${randomUUID()}.part`, 11_000),
      draft('a.mp3.notes', 11_000),
    ];
    await storage.put('drafts/a.mp3', Buffer.from('whole'), 'audio/mpeg');
    expect(readdirSync(folder).sort()).toEqual([...kept, 'a.mp3'].sort());
    expect(await text(await storage.readStream('drafts/a.mp3'))).toBe('whole');
  });

  it('tells what is missing, and deletes it without complaint', async () => {
    await storage.delete(key);
    await storage.delete(key);
    expect(await storage.stat(key)).toBeUndefined();
    await expect(storage.readStream(key)).rejects.toThrow('ENOENT');
  });

  it('lists what lies under a folder, and nothing of a folder that is not there', async () => {
    await storage.put('listed/one/a.mp3', Buffer.from('abc'), 'audio/mpeg');
    await storage.put('listed/two.mp3', Buffer.from('x'), 'audio/mpeg');
    const listed = async (folder: string) => {
      const objects = [];
      for await (const object of storage.list(folder)) objects.push(object);
      return objects.sort((a, b) => (a.key < b.key ? -1 : 1));
    };
    expect(await listed('listed')).toEqual([
      { key: 'listed/one/a.mp3', bytes: 3, modifiedAt: expect.anything() },
      { key: 'listed/two.mp3', bytes: 1, modifiedAt: expect.anything() },
    ]);
    expect(await listed('nowhere')).toEqual([]);
  });

  it.each(['../outside', '/etc/passwd', 'a/../../b', 'a//b', '', 'a/.', 'a\\..\\b', 'a\0b'])(
    'refuses the key %j',
    async (bad) => {
      await expect(storage.put(bad, Buffer.from('x'), 'x')).rejects.toThrow('Not a storage key');
    },
  );
});

describe('Mail without a server', () => {
  it('is a file that only its owner reads, and no header comes in through an address', async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'sparline-mail-')), 'mail');
    const mailer = new FolderMailer(folder, 'Sparline <no-reply@example.com>');
    const sent = { id: randomUUID(), writtenAt: new Date() };
    const text = { to: 'a@example.com\r\nBcc: b@example.com', subject: 'Hello', text: 'Link' };
    await mailer.send({ ...sent, ...text });
    await mailer.send({ ...sent, ...text });
    const [name = '', second] = readdirSync(folder);
    expect(second).toBeUndefined();
    const mail = readFileSync(join(folder, name), 'utf8');
    expect(mail).toMatch(/^From: Sparline <no-reply@example.com>\r\nTo: \S+@example.com/);
    expect(mail).not.toMatch(/^Bcc/m);
    expect(mail).toMatch(/Subject: Hello\r\n[\s\S]*\r\n\r\nLink/);
    expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  });
});
