import { type AddressInfo, createServer, type Server } from 'node:net';
import { testConfig } from '../../../../test/support/test-config';
import { checkMail } from './check-mail';

/** As much SMTP as it takes to be asked for a password. */
const mailServer = (greeting: string, password: string): Server =>
  createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write(`${greeting}\r\n`);
    socket.on('data', (data) => {
      const line = data.toString();
      if (line.startsWith('EHLO')) socket.write('250-there\r\n250 AUTH PLAIN\r\n');
      else if (line.startsWith('AUTH PLAIN')) {
        const given = Buffer.from(line.slice(11).trim(), 'base64').toString().split('\0')[2];
        socket.write(given === password ? '235 welcome\r\n' : '535 no\r\n');
      } else socket.end('221 bye\r\n');
    });
  });

describe('Looking at e-mail', () => {
  let server: Server | undefined;
  const listen = async (greeting = '220 there'): Promise<string> => {
    const opened = mailServer(greeting, 'good');
    server = opened;
    await new Promise<void>((resolve) => opened.listen(0, '127.0.0.1', resolve));
    return `127.0.0.1:${(opened.address() as AddressInfo).port}`;
  };
  afterEach(() => server?.close());

  const look = (smtpUrl?: string) =>
    checkMail(testConfig('postgres://nowhere', { mail: { smtpUrl, from: 'a@b.example' } }));

  it('notes that without a server it goes to a folder', async () => {
    expect(await look()).toMatchObject({
      state: 'warning',
      says: expect.stringContaining('/mail'),
    });
  });

  it('finds a server that knows us', async () => {
    const host = await listen();
    expect(await look(`smtp://user:good@${host}`)).toMatchObject({ state: 'ok' });
  });

  it('sees a wrong password, and does not repeat it', async () => {
    const host = await listen();
    const check = await look(`smtp://user:not-it@${host}`);
    expect(check).toMatchObject({ state: 'failed', fix: 'Check user and password in SMTP_URL.' });
    expect(JSON.stringify(check)).not.toContain('not-it');
  });

  it('sees that nobody answers, or somebody who speaks no SMTP', async () => {
    expect(await look('smtp://127.0.0.1:1')).toMatchObject({ state: 'failed' });
    const host = await listen('HTTP/1.1 400 Bad Request');
    expect(await look(`smtp://${host}`)).toMatchObject({
      state: 'failed',
      fix: expect.stringContaining('host and port'),
    });
  });
});
