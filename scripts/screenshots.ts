/**
 * Takes the screenshots of docs/screenshots: every page, light and dark, wide and as a phone shows it,
 * on a fresh installation with its samples. `npm run screenshots`
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
const SIGN_IN = { email: 'admin@sparline.local', password: 'screenshots only' };
const READY_WITHIN_MS = 120_000;

const LOOKS = [
  { name: 'light', colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  { name: 'dark', colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  { name: 'phone', colorScheme: 'light', viewport: { width: 390, height: 844 } },
] as const;

type Shot = { name: string; path: string; before?: (page: Page) => Promise<void> };

/** The first of a list that the API answers. */
const firstId = async (page: Page, path: string): Promise<string> => {
  const answer = await page.request.get(`${ADDRESS}/api${path}`);
  const { items } = (await answer.json()) as { items: { id: string }[] };
  if (!items[0]) throw new Error(`${path} is empty.`);
  return items[0].id;
};

const shots = async (page: Page): Promise<Shot[]> => {
  const personaId = await firstId(page, '/personas?q=sarah');
  const callId = await firstId(page, '/calls?q=ledgerly');
  return [
    { name: 'home', path: '/' },
    { name: 'personas', path: '/personas' },
    { name: 'persona', path: `/personas/${personaId}` },
    { name: 'calls', path: '/calls' },
    { name: 'call', path: `/calls/${callId}` },
    { name: 'members', path: '/members' },
    { name: 'settings', path: '/settings' },
    { name: 'practise-before', path: `/practise?persona=${personaId}` },
    { name: 'practise-live', path: `/practise?persona=${personaId}`, before: talk },
  ];
};

/** Types a turn, so that the picture shows a conversation. */
const talk = async (page: Page): Promise<void> => {
  await page.getByText('Type', { exact: true }).click();
  await page.getByRole('button', { name: 'Start the call' }).click();
  const field = page.getByLabel('Type what you say');
  const transcript = page.getByLabel('Transcript');
  await transcript.getByText(/Sarah/).first().waitFor();
  await page.waitForTimeout(3_500);
  await field.fill(
    'Hi Sarah, Mia from Ledgerly. How do invoices get approved at your agency today?',
  );
  await field.press('Enter');
  await page.waitForTimeout(4_500);
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

const photograph = async (browser: Browser): Promise<void> => {
  for (const look of LOOKS) {
    const context = await browser.newContext({ ...look, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(`${ADDRESS}/sign-in`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.screenshot({ path: join(OUTPUT, `sign-in-${look.name}.png`) });
    await page.getByLabel(/e-?mail/i).fill(SIGN_IN.email);
    await page.getByLabel('Password', { exact: true }).fill(SIGN_IN.password);
    await page.getByRole('button', { name: /sign in/i }).click();
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    for (const shot of await shots(page)) {
      await page.goto(`${ADDRESS}${shot.path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      await shot.before?.(page);
      await page.screenshot({ path: join(OUTPUT, `${shot.name}-${look.name}.png`) });
    }
    await context.close();
  }
};

const main = async (): Promise<void> => {
  mkdirSync(OUTPUT, { recursive: true });
  const dataDir = mkdtempSync(join(tmpdir(), 'sparline-screenshots-'));
  const server = await start(dataDir);
  const browser = await openChromium();
  try {
    await photograph(browser);
  } finally {
    await browser.close();
    server.kill('SIGTERM');
    await new Promise((closed) => server.once('exit', closed));
    rmSync(dataDir, { recursive: true, force: true });
  }
};

void main();
