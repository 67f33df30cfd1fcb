import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readMail } from '../../../../../test/support/mail-reader';
import { FolderMailer } from './folder.mailer';
import type { Mail } from './mailer';
import { SmtpMailer } from './smtp.mailer';

const FROM = 'Übungs-Coach <no-reply@example.com>';
const MAIL: Mail = {
  id: 'report-1',
  writtenAt: new Date('2026-11-26T18:00:00Z'),
  to: 'tia@example.com',
  subject: '80 % of Müller & Söhne GmbH’s budget for practice calls is spent',
  text: `Grüße,

Müller & Söhne have spent it. See here:

https://coach.mueller-und-soehne.example.com/reset-password/${'x'.repeat(43)}
.
From here on
`,
};
const FILE = {
  name: 'usage-Übersicht.csv',
  contentType: 'text/csv',
  content: `name,minutes\r\n${'Jürgen Ångström,3\r\n'.repeat(20)}`,
};

/** As much SMTP as it takes to be given one mail. */
const bySmtp = async (mail: Mail): Promise<Buffer> => {
  let data: Buffer | undefined;
  const server = createServer((socket) => {
    let taken: Buffer | undefined;
    socket.write('220 there\r\n');
    socket.on('data', (chunk: Buffer) => {
      if (!taken) {
        const isData = chunk.toString().startsWith('DATA');
        if (isData) taken = Buffer.of();
        socket.write(isData ? '354 go on\r\n' : '250 yes\r\n');
        return;
      }
      taken = Buffer.concat([taken, chunk]);
      if (!taken.toString('latin1').endsWith('\r\n.\r\n')) return;
      data = taken;
      taken = undefined;
      socket.write('250 taken\r\n');
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new SmtpMailer(`smtp://127.0.0.1:${port}`, FROM).send(mail);
  server.close();
  const text = data?.toString('latin1') ?? '';
  return Buffer.from(text.slice(0, -3).replaceAll('\r\n..', '\r\n.'), 'latin1');
};

const byFolder = async (mail: Mail): Promise<Buffer> => {
  const folder = mkdtempSync(join(tmpdir(), 'sparline-mail-'));
  try {
    await new FolderMailer(folder, FROM).send(mail);
    return readFileSync(join(folder, readdirSync(folder)[0] ?? ''));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

describe.each([
  ['to a mail server', bySmtp],
  ['to a folder', byFolder],
])('A mail that is handed %s', (_, send) => {
  const linesOf = (text: string): string => text.replaceAll('\r\n', '\n').trimEnd();

  it('has headers of nothing but ASCII, which tell all there is to tell', async () => {
    const raw = await send(MAIL);
    const head = raw.subarray(0, raw.indexOf('\r\n\r\n'));
    expect([...head].filter((byte) => byte > 126)).toEqual([]);
    const { headers } = readMail(raw);
    expect(headers.get('subject')).toBe(MAIL.subject);
    expect(headers.get('from')).toBe(FROM);
    expect(headers.get('to')).toBe(MAIL.to);
    expect(headers.get('message-id')).toBe('<report-1@example.com>');
    expect(new Date(headers.get('date') ?? '')).toEqual(MAIL.writtenAt);
    expect(headers.get('mime-version')).toBe('1.0');
  });

  it('is read as it was written', async () => {
    const [part, ...more] = readMail(await send(MAIL)).parts;
    expect(more).toEqual([]);
    expect(part?.type).toBe('text/plain');
    expect(linesOf(part?.text ?? '')).toBe(linesOf(MAIL.text));
  });

  it('carries files by their names and in their letters', async () => {
    const [text, file, ...more] = readMail(await send({ ...MAIL, attachments: [FILE] })).parts;
    expect(more).toEqual([]);
    expect(linesOf(text?.text ?? '')).toBe(linesOf(MAIL.text));
    expect(file).toEqual({ type: 'text/csv', name: FILE.name, text: FILE.content });
  });
});
