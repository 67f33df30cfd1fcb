import { rmSync } from 'node:fs';
import { freePort } from '../../support/free-port';
import { OpenAiSimulator } from '../../simulators/openai/openai-simulator';
import { PracticeClient } from '../practice/practice-client';
import { buildServer, newFolder, ready, type Service, start } from './service';

const EMAIL = 'ada.quokka@example.com';
const INVITED = 'ben.okapi@example.com';
const PASSWORD = 'narwhal-under-the-bridge';
const WRONG_PASSWORD = 'lemur-under-the-bridge';
const PROVIDER_KEY = 'sk-pangolin-0123456789';
const SESSION_SECRET = 'capybara-capybara-capybara-capybara';
const BRIEF = 'We sell the axolotl ledger to agencies.';
const SAID = 'Hi, this is Tia. How do your wallabies get approved today?';
const ANSWER = 'The wombats approve them by e-mail, mostly.';

/** A parser that fails likes to quote what it was given. */
const BROKEN_BODY = `{"email":"${EMAIL}","password":"${PASSWORD}"`;

describe('What the service writes to its log at its most talkative', () => {
  const simulator = new OpenAiSimulator({
    chat: (body) => (body.response_format ? undefined : ANSWER),
  });
  const folder = newFolder();
  let url: string;
  let service: Service;
  let cookie = '';
  let apiKey = '';
  let invitation = '';
  let callId = '';
  let lines: string[] = [];

  const send = (path: string, body: unknown, headers: Record<string, string> = { cookie }) =>
    fetch(`${url}/api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const get = (path: string, headers: Record<string, string> = { cookie }) =>
    fetch(`${url}/api${path}`, { headers });

  /** Everything at which somebody's secret or address passes through. */
  const signInAndInvite = async (): Promise<void> => {
    await send('/auth/login', { email: EMAIL, password: WRONG_PASSWORD });
    await send('/auth/login', BROKEN_BODY);
    const signedIn = await send('/auth/login', { email: EMAIL, password: PASSWORD });
    cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const created = await send('/api-keys', { name: 'Reports', role: 'admin' });
    apiKey = ((await created.json()) as { secret: string }).secret;
    expect((await get('/me', { authorization: `Bearer ${apiKey}` })).status).toBe(200);
    const invited = await send('/invitations', { email: INVITED, role: 'trainee' });
    invitation = ((await invited.json()) as { link: string }).link.split('/').at(-1) ?? '';
    expect((await get(`/invitations/accept/${invitation}`)).status).toBe(200);
    await send('/auth/password-reset', { email: EMAIL });
    await get('/calls?q=wallabies');
  };

  /** One answer, one that is garbage, one after the provider failed, and the work that follows. */
  const practise = async (): Promise<void> => {
    const page = await PracticeClient.connect(url, { cookie });
    const start = { mode: 'cold_call', brief: BRIEF, input: 'text', sampleRate: 16_000 };
    ({ callId } = await page.start(start));
    for (const trouble of [{}, { garbage: 'json' as const }, { failNext: 1 }]) {
      await page.until(() => page.states.at(-1) === 'listening', 'quiet', 20_000);
      simulator.knobs.chat = trouble;
      page.say(SAID);
      await page.until(() => page.states.at(-1) !== 'listening', 'an answer', 20_000);
    }
    await page.until(() => page.states.at(-1) === 'listening', 'quiet', 20_000);
    simulator.knobs.chat = { failNext: 2 };
    page.socket.emit('text', 5);
    page.socket.emit('call.end', {});
    await page.next('call.ready', 30_000);
    page.close();
  };

  beforeAll(async () => {
    buildServer();
    const { baseUrl } = await simulator.start();
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    service = start(folder, port, {
      LOG_LEVEL: 'debug',
      SEED_DEMO: '0',
      ADMIN_EMAIL: EMAIL,
      ADMIN_PASSWORD: PASSWORD,
      SESSION_SECRET,
      OPENAI_API_KEY: PROVIDER_KEY,
      OPENAI_BASE_URL: baseUrl,
    });
    await ready(service);
    await signInAndInvite();
    await practise();
    service.child.kill('SIGTERM');
    await service.exit;
    lines = service
      .said()
      .split('\n')
      .filter((line) => line.startsWith('{'));
  }, 180_000);
  afterAll(async () => {
    service.child.kill('SIGTERM');
    await service.exit;
    await simulator.close();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it('tells of requests by their path, and of what went wrong', () => {
    const parsed = lines.map(
      (line) => JSON.parse(line) as { level: number; req?: { path: string } },
    );
    const levels = new Set(parsed.map(({ level }) => level));
    expect([...levels]).toEqual(expect.arrayContaining([20, 30, 40]));
    expect(parsed.map(({ req }) => req?.path)).toEqual(
      expect.arrayContaining(['/api/auth/login', '/api/calls', '/api/invitations']),
    );
  });

  it.each([
    ['what the trainee said', () => SAID],
    ['a word that was searched for', () => 'wallabies'],
    ['what the persona said', () => ANSWER],
    ['the brief', () => 'axolotl'],
    ['an e-mail address', () => 'quokka'],
    ['the address of somebody invited', () => INVITED],
    ['a password', () => PASSWORD],
    ['a wrong password', () => WRONG_PASSWORD],
    ['the key of a provider', () => 'pangolin'],
    ['the secret of the sessions', () => 'capybara'],
    ['the cookie', () => cookie.split('=')[1] ?? ''],
    ['an API key', () => apiKey],
    ['the token of an invitation', () => invitation],
  ])('does not hold %s', (_what, secret) => {
    expect(secret().length).toBeGreaterThan(5);
    expect(lines.filter((line) => line.includes(secret()))).toEqual([]);
  });

  it('does not hold a sentence of any prompt', () => {
    const prompts = simulator.requests
      .filter(({ endpoint }) => endpoint === 'chat')
      .flatMap(({ body }) => body['messages'] as { content: string }[])
      .flatMap(({ content }) => content.split(/[\n.]/).map((sentence) => sentence.trim()))
      .filter((sentence) => sentence.length > 20);
    expect(prompts.length).toBeGreaterThan(20);
    const log = lines.join('\n');
    expect(prompts.filter((sentence) => log.includes(sentence))).toEqual([]);
    expect(callId).not.toBe('');
  });
});
