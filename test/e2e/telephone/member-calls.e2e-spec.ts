import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { AccountsService } from '../../../apps/api/src/auth/accounts.service';
import { Passwords } from '../../../apps/api/src/auth/passwords';
import { PASSWORD } from '../practice/practice-stage';
import { PhoneStage } from './phone-stage';

const NUMBER = '+15550107777';

describe('a member who calls', () => {
  let stage: PhoneStage;

  beforeAll(async () => {
    stage = await PhoneStage.open({ recordings: { retentionDays: 90, consent: 'ask' } });
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    await stage.reset();
    stage.hurry();
  });

  const post = (path: string, body: object, cookie: string) =>
    fetch(`${stage.service.url}${path}`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  /** An administrator of an organization that nobody here belongs to. */
  const stranger = async (): Promise<string> => {
    const id = randomUUID();
    await stage.database.query('INSERT INTO organizations (id, name) VALUES ($1, $2)', [
      id,
      'Else',
    ]);
    const passwordHash = await stage.service.app.get(Passwords).hash(PASSWORD);
    const email = 'else@example.com';
    const admin = { email, name: 'Else', role: 'admin', passwordHash } as const;
    await stage.service.app.get(AccountsService).add(id, admin);
    const response = await post('/api/auth/login', { email, password: PASSWORD }, '');
    return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  };

  it('is greeted by first name, and nobody else sees the call', async () => {
    const { trainee, colleague, get } = stage.service;
    const added = await post('/api/me/phone-numbers', { number: NUMBER }, trainee);
    const { id } = (await added.json()) as { id: string };
    const [message] = await stage.texts(NUMBER);
    const code = /\d{6}/.exec(message ?? '')?.[0];
    expect((await post(`/api/me/phone-numbers/${id}/verify`, { code }, trainee)).status).toBe(200);

    const line = await stage.greeted(NUMBER);
    await stage.heard(/^Hi Tia, good to hear you\./);
    await stage.murmur(line, 'yes');
    await stage.heard(/^Thank you\. What would you like/);
    line.press('1');
    await stage.introduced();
    await stage.murmur(line, 'Hi, this is Tia from Ledgerly.');
    await stage.answered();
    line.hangUp();
    const call = await stage.ready();
    expect(call).toMatchObject({
      channel: 'phone',
      recording: { url: expect.any(String) as string },
    });
    const path = `/api/calls/${String(call.id)}`;
    expect((await get(path, trainee)).status).toBe(200);
    const seen = async (cookie: string) => {
      const list = (await get('/api/calls', cookie)).body as { items: unknown[] };
      return [(await get(path, cookie)).status, list.items.length];
    };
    expect(await seen(trainee)).toEqual([200, 1]);
    expect(await seen(colleague)).toEqual([404, 0]);
    expect(await seen(await stranger())).toEqual([404, 0]);
    const texts = stage.twilio.messages.map(({ body }) => body);
    await stage.books(NUMBER, ({ messages }) => messages === 1);
    expect(texts.join()).not.toContain('/shared/');
  });

  it.each<[string, string[], RegExp]>([
    ['a no', ['no'], /^All right, nothing is recorded\./],
    ['anything but a yes', ['what is this about?', 'small talk please'], /^Small talk, lovely/],
  ])('is not recorded after %s, and nothing is kept', async (_what, answers, reply) => {
    const caller = stage.newCaller();
    const line = await stage.greeted(caller);
    const [first = '', second] = answers;
    await stage.murmur(line, first);
    if (second) {
      await stage.heard(/I record only if you say yes/);
      await stage.murmur(line, second);
    }
    await stage.heard(reply);
    if (!second) line.press('3');
    await stage.introduced();
    line.hangUp();
    const { calls } = await stage.settled(caller);
    expect(calls).toMatchObject([{ recordingConsent: 'refused' }]);
    const call = await stage.ready();
    expect(call.recording ?? null).toBeNull();
    const { dataDir } = stage.service.config;
    const files = await readdir(dataDir, { recursive: true });
    expect(files.filter((file) => file.includes(String(call.id)))).toEqual([]);
  });
});
