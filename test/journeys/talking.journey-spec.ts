import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { openChromium } from '../../scripts/chromium';
import { practiceStage, type PracticeStage } from '../e2e/practice/practice-stage';
import { OpenAiSimulator } from '../simulators/openai/openai-simulator';
import { signIn } from './support/sign-in';
import { writeSpeech } from './support/spoken-wav';

const GREETING = 'Hello, this is Sarah, what is it about?';
const ANSWER = 'By e-mail, and then we wait for days.';
const HELD = 'How do you approve your invoices today?';
const SPEAKING_MS = 2_500;
const TYPED = 'And who has to say yes before an invoice goes out?';

describe('talking to a persona that a language model plays', () => {
  const simulator = new OpenAiSimulator();
  const folder = mkdtempSync(join(tmpdir(), 'sparline-journey-'));
  let stage: PracticeStage;

  beforeAll(async () => {
    const { baseUrl } = await simulator.start();
    simulator.defaultTranscript = HELD;
    simulator.replyWith(({ messages }) =>
      messages.some((message) => message.role === 'user') ? ANSWER : GREETING,
    );
    const none = { deepgram: {}, cartesia: {}, elevenlabs: {}, assemblyai: {}, gemini: {} };
    stage = await practiceStage({
      providers: { ...none, openai: { apiKey: 'sk-simulated', baseUrl } },
    });
  });
  afterAll(async () => {
    await stage?.close();
    await simulator.close();
    rmSync(folder, { recursive: true, force: true });
  });

  describe('with the space bar held', () => {
    let browser: Browser;
    let page: Page;

    beforeAll(async () => {
      const wav = join(folder, 'trainee.wav');
      await writeSpeech(wav, [HELD, 300]);
      browser = await openChromium({ wav });
      const context = await browser.newContext({ permissions: ['microphone'] });
      page = await context.newPage();
      await signIn(page, stage.url, 'tia@example.com');
    });
    afterAll(() => browser?.close());

    it('sends what is said while the bar is held, and nothing else', async () => {
      await page.goto(`${stage.url}/practise?persona=${await stage.personaId('Sarah')}`);
      await page.getByText('Hold to talk', { exact: true }).click();
      await page.getByRole('button', { name: 'Start the call' }).click();
      await page.getByText('Sarah Whitfield listens', { exact: true }).first().waitFor();
      expect(transcriptions()).toHaveLength(0);

      await page.keyboard.down(' ');
      const button = page.getByRole('button', { name: 'Listening to you', pressed: true });
      await button.waitFor();
      // Real speech takes real time.
      await setTimeout(SPEAKING_MS);
      await page.keyboard.up(' ');
      await page.getByRole('button', { name: 'Hold to talk', pressed: false }).waitFor();

      const transcript = page.getByLabel('Transcript');
      await transcript.getByText(HELD).waitFor();
      await transcript.getByText(ANSWER).waitFor();
      expect(transcriptions()).toHaveLength(1);
    });

    it('types a space into the field instead of talking', async () => {
      await page.getByLabel('Type what you say').focus();
      await page.keyboard.type(TYPED);
      await page.getByRole('button', { name: 'Hold to talk', pressed: false }).waitFor();
      await page.keyboard.press('Enter');
      await page.getByLabel('Transcript').getByText(TYPED).waitFor();
      expect(transcriptions()).toHaveLength(1);
      await page.getByRole('button', { name: 'End call' }).click();
      await page.waitForURL(/\/calls\//);
    });
  });

  describe('with the microphone denied', () => {
    let browser: Browser;
    let page: Page;

    beforeAll(async () => {
      browser = await openChromium('denied');
      page = await (await browser.newContext()).newPage();
      await signIn(page, stage.url, 'cleo@example.com');
    });
    afterAll(() => browser?.close());

    it('says at the check what keeps the microphone, and what to do', async () => {
      await page.goto(`${stage.url}/practise?persona=${await stage.personaId('Sarah')}`);
      await page.getByText('Open microphone', { exact: true }).click();
      await page.getByRole('button', { name: 'Check the microphone' }).click();
      const told = page.getByRole('alert').filter({ hasText: /microphone/i });
      await told.first().waitFor();
      expect(await told.first().innerText()).toMatch(/typing/i);
    });

    it('says so again where a call is started, and offers to type instead', async () => {
      await page.getByRole('button', { name: 'Start the call' }).click();
      await page.getByRole('button', { name: 'Start and type instead' }).click();
      const field = page.getByLabel('Type what you say');
      await field.fill(TYPED);
      await field.press('Enter');
      const transcript = page.getByLabel('Transcript');
      await transcript.getByText(TYPED).waitFor();
      await transcript.getByText(ANSWER).waitFor();
      await page.getByRole('button', { name: 'End call' }).click();
      await page.waitForURL(/\/calls\//);
      await page.getByRole('heading', { level: 1, name: /Sarah/ }).waitFor();
    });
  });

  const transcriptions = () =>
    simulator.requests.filter(({ endpoint }) => endpoint === 'transcriptions');
});
