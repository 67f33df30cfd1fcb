/**
 * Takes the screenshots of docs/screenshots on a fresh installation with its samples: every page in
 * light; those that matter most also dark and as a phone shows them (`--all`: every page in every look).
 * `npm run screenshots`
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openChromium } from './chromium';

const PORT = 3979;
const ADDRESS = `http://localhost:${PORT}`;
const OUTPUT = resolve('docs/screenshots');
const SIGN_IN = { email: 'robin@example.com', password: 'screenshots only' };
const READY_WITHIN_MS = 120_000;
const SAID = [
  'Hi Sarah, this is Robin from Ledgerly. How do invoices get approved at your agency today?',
  'I see. And when an approval slips, what does that cost you in a typical month?',
  'Agencies of your size get paid nine days sooner with us. Does Thursday at ten work for you?',
];
/** So many characters of the last answer are spoken when the picture is taken. */
const IN_MID_SENTENCE = 45;

const LOOKS = [
  { name: 'light', colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  { name: 'dark', colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  {
    name: 'phone',
    colorScheme: 'light',
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  },
] as const;
type Look = (typeof LOOKS)[number];

type Shot = { name: string; path: string; everyLook?: boolean };

const shots = (personaId: string): Shot[] => [
  { name: 'home', path: '/', everyLook: true },
  { name: 'personas', path: '/personas', everyLook: true },
  { name: 'persona', path: `/personas/${personaId}` },
  { name: 'persona-edit', path: `/personas/${personaId}/edit` },
  { name: 'persona-versions', path: `/personas/${personaId}/versions` },
  { name: 'calls', path: '/calls', everyLook: true },
  { name: 'members', path: '/members' },
  { name: 'settings', path: '/settings' },
  { name: 'settings-browsers', path: '/settings/browsers' },
  { name: 'settings-api-keys', path: '/settings/api-keys' },
  { name: 'settings-organization', path: '/settings/organization' },
  { name: 'practise', path: '/practise' },
  { name: 'not-found', path: '/nothing/here' },
];

const isWanted = (shot: Shot, look: Look): boolean =>
  look.name === 'light' || shot.everyLook === true || process.argv.includes('--all');

const take = (page: Page, name: string, look: Look): Promise<Buffer> =>
  page.screenshot({ path: join(OUTPUT, `${name}-${look.name}.png`) });

const open = async (page: Page, path: string): Promise<void> => {
  await page.goto(`${ADDRESS}${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
};

/** A call from the page before it to the page after it, with a conversation between. */
const photographCall = async (page: Page, personaId: string, look: Look): Promise<void> => {
  await open(page, `/practise?persona=${personaId}`);
  await take(page, 'practise-before', look);
  await page.getByText('Type', { exact: true }).click();
  await page.getByRole('button', { name: 'Start the call' }).click();
  const turns = page.getByLabel('Transcript').getByRole('listitem');
  const answers = turns.filter({ hasText: /^Sarah/ });
  const field = page.getByLabel('Type what you say');
  for (const [answered, words] of SAID.entries()) {
    await answers.nth(answered).waitFor();
    await page
      .getByText(/ listens$/)
      .first()
      .waitFor();
    await field.fill(words);
    await field.press('Enter');
  }
  const long = new RegExp(`.{${IN_MID_SENTENCE},}`, 's');
  await answers.nth(SAID.length).filter({ hasText: long }).waitFor();
  await take(page, 'practise-live', look);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Hang up now' }).click();
  await page.waitForURL(/\/calls\//);
  await page.getByRole('slider', { name: 'Position in the recording' }).waitFor();
  const asked = page.getByRole('region', { name: 'What was said' }).getByRole('button');
  await asked.nth(1).click();
  await page.mouse.move(0, 0);
  await page.evaluate('scrollTo(0, 0)');
  await take(page, 'call', look);
};

const start = async (dataDir: string): Promise<ChildProcess> => {
  const child = spawn(process.execPath, ['dist/apps/api/src/main.js', '--all-in-one'], {
    env: {
      ...process.env,
      PORT: String(PORT),
      DATA_DIR: dataDir,
      ADMIN_EMAIL: SIGN_IN.email,
      ADMIN_PASSWORD: SIGN_IN.password,
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    const answer = await fetch(`${ADDRESS}/health`).catch(() => undefined);
    if (answer?.ok) return child;
    await new Promise((again) => setTimeout(again, 300));
  }
  throw new Error('The server did not start.');
};

const signIn = async (page: Page, look: Look): Promise<void> => {
  await open(page, '/sign-in');
  await take(page, 'sign-in', look);
  await page.getByLabel('E-mail').fill(SIGN_IN.email);
  await page.getByLabel('Password', { exact: true }).fill(SIGN_IN.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  await page.request.patch(`${ADDRESS}/api/me`, {
    data: { name: 'Robin Berg' },
    headers: { origin: ADDRESS },
  });
};

const photograph = async (browser: Browser, look: Look): Promise<void> => {
  const context = await browser.newContext({ ...look, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await signIn(page, look);
  const answer = await page.request.get(`${ADDRESS}/api/personas?q=sarah`);
  const { items } = (await answer.json()) as { items: { id: string }[] };
  const personaId = items[0]?.id ?? '';
  await photographCall(page, personaId, look);
  for (const shot of shots(personaId).filter((one) => isWanted(one, look))) {
    await open(page, shot.path);
    await take(page, shot.name, look);
  }
  await context.close();
};

const main = async (): Promise<void> => {
  rmSync(OUTPUT, { recursive: true, force: true });
  mkdirSync(OUTPUT, { recursive: true });
  const dataDir = mkdtempSync(join(tmpdir(), 'sparline-screenshots-'));
  const server = await start(dataDir);
  const browser = await openChromium();
  try {
    for (const look of LOOKS) await photograph(browser, look);
  } finally {
    await browser.close();
    server.kill('SIGTERM');
    await new Promise((closed) => server.once('exit', closed));
    rmSync(dataDir, { recursive: true, force: true });
  }
};

void main();
