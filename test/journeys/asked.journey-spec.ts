import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Browser, Locator, Page, WebSocketRoute } from 'playwright-core';
import { openChromium } from '../../scripts/chromium';
import { practiceStage, type PracticeStage } from '../e2e/practice/practice-stage';
import { OpenAiSimulator } from '../simulators/openai/openai-simulator';
import { eventually } from './support/eventually';
import { signIn } from './support/sign-in';
import { writeSpeech } from './support/spoken-wav';
import { watchedPage, type WatchedPage } from './support/watched-page';

const ABOUT_ME = 'I am Tia, and I have led a team of five people for three years now.';

const WISH = 'I would like to practise some small talk, please.';
const SPEAKING_MS = 2_500;

describe('beginning a call without a choice', () => {
  let stage: PracticeStage;
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;
  let line: WebSocketRoute;

  beforeAll(async () => {
    stage = await practiceStage();
    browser = await openChromium();
    watched = await watchedPage(browser);
    page = watched.page;
    await page.routeWebSocket(/\/socket\.io\//, (route) => {
      line = route;
      route.connectToServer();
    });
    await signIn(page, stage.url, 'tia@example.com');
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  const letSparlineAsk = async (): Promise<void> => {
    await page.goto(`${stage.url}/practise`);
    await page.getByRole('link', { name: /Let Sparline ask/ }).click();
    await page.getByText('Type', { exact: true }).click();
    await page.getByRole('button', { name: 'Start the call' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sparline' }).waitFor();
    await turnsOf(page).filter({ hasText: 'What would you like to practise' }).waitFor();
  };

  it('is answered with a button, and somebody who fits takes over', async () => {
    await letSparlineAsk();
    await page.getByRole('button', { name: 'Interview' }).press('Enter');
    await turnsOf(page).filter({ hasText: 'Interview' }).first().waitFor();

    await page.getByRole('heading', { level: 1, name: /^Rachel/ }).waitFor();
    await answers(page).waitFor({ state: 'detached' });
    expect(await page.getByLabel('Type what you say').and(page.locator(':focus')).count()).toBe(1);
    await turnsOf(page)
      .filter({ hasText: /^Rachel/ })
      .first()
      .waitFor();
    const asked = turnsOf(page).filter({ hasText: 'What would you like to practise' });
    expect(await asked.innerText()).toMatch(/^Sparline\s/);
  });

  it('counts down the time that is left, and warns when it is scarce', async () => {
    const tell = (secondsLeft: number) =>
      line.send(`42/practice,${JSON.stringify(['quota', { secondsLeft }])}`);
    const shown = page.getByText('of practice left');
    expect(await shown.count()).toBe(0);
    tell(62);
    await page.locator('[data-scarce="false"]').filter({ has: shown }).waitFor();
    await page.locator('[data-scarce="true"]').filter({ has: shown }).waitFor();
    await page.getByText('Less than a minute of practice is left.').waitFor();
    expect(
      await eventually(
        () => shown.innerText(),
        (text) => /^0:5\d/.test(text),
      ),
    ).toBeTruthy();
  });

  it('goes on as a call with whoever took over, and is kept as one', async () => {
    await page.getByLabel('Type what you say').fill(ABOUT_ME);
    await page.keyboard.press('Enter');
    await turnsOf(page).filter({ hasText: ABOUT_ME }).waitFor();
    await page
      .getByText(/^Rachel.* listens$/, { exact: false })
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'End call' }).click();
    await page.waitForURL(/\/calls\//);
    await page.getByRole('heading', { level: 1, name: /^Rachel/ }).waitFor();
    const kept = page.getByRole('region', { name: 'What was said' });
    await kept.getByText(ABOUT_ME).waitFor();
    expect(await kept.getByText('What would you like to practise').count()).toBe(0);
  });

  it('is kept as a call with nothing chosen when it is hung up before', async () => {
    await letSparlineAsk();
    await page.getByRole('button', { name: 'End call' }).click();
    await page.waitForURL(/\/calls\//);
    await page.getByRole('heading', { level: 1, name: 'Nothing chosen' }).waitFor();
    await page.getByRole('region', { name: 'Why there is no score' }).waitFor();
    expect(await page.getByRole('region', { name: 'Score', exact: true }).count()).toBe(0);
    await page.getByRole('navigation').getByRole('link', { name: 'Calls' }).first().click();
    await page.getByRole('row', { name: /Nothing chosen.*No score/ }).waitFor();
    await page.getByRole('link', { name: 'Nothing chosen' }).click();
    await page.getByRole('main').getByRole('link', { name: 'Practise', exact: true }).click();
    await page.getByRole('link', { name: /Let Sparline ask/ }).waitFor();
    expect(watched.troubles).toEqual([]);
  });
});

describe('telling the server out loud what to practise', () => {
  const simulator = new OpenAiSimulator();
  const folder = mkdtempSync(join(tmpdir(), 'sparline-journey-'));
  let stage: PracticeStage;
  let browser: Browser;

  beforeAll(async () => {
    const { baseUrl } = await simulator.start();
    simulator.defaultTranscript = WISH;
    const none = { deepgram: {}, cartesia: {}, elevenlabs: {}, assemblyai: {}, gemini: {} };
    stage = await practiceStage({
      providers: { ...none, openai: { apiKey: 'sk-simulated', baseUrl } },
    });
    const wav = join(folder, 'trainee.wav');
    await writeSpeech(wav, [WISH, 300]);
    browser = await openChromium({ wav });
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
    await simulator.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('brings somebody who fits', async () => {
    const context = await browser.newContext({ permissions: ['microphone'] });
    const page = await context.newPage();
    await signIn(page, stage.url, 'tia@example.com');
    await page.goto(`${stage.url}/practise?ask=1`);
    await page.getByText('Hold to talk', { exact: true }).click();
    await page.getByRole('button', { name: 'Start the call' }).click();
    await page.getByText('Your turn to choose', { exact: true }).first().waitFor();
    await page.keyboard.down(' ');
    await page.getByRole('button', { name: 'Listening to you', pressed: true }).waitFor();
    // Real speech takes real time.
    await setTimeout(SPEAKING_MS);
    await page.keyboard.up(' ');
    await turnsOf(page).filter({ hasText: WISH }).waitFor();
    await page.getByRole('heading', { level: 1, name: /^Alex/ }).waitFor();
    await turnsOf(page).filter({ hasText: /^Alex/ }).first().waitFor();
    await context.close();
  });
});

const turnsOf = (page: Page): Locator => page.getByLabel('Transcript').getByRole('listitem');

const answers = (page: Page): Locator => page.getByRole('group', { name: 'Quick answers' });
