import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openChromium } from '../../scripts/chromium';
import { practiceStage, type PracticeStage } from '../e2e/practice/practice-stage';
import { OpenAiSimulator } from '../simulators/openai/openai-simulator';
import { signIn } from './support/sign-in';
import { writeSpeech } from './support/spoken-wav';

const QUESTION = 'Hi Sarah, how do you approve your invoices today?';
const CUT_IN = 'Sorry, one question in between.';
const LONG_ANSWER =
  'Oh, where do I start. The account managers write an e-mail to the client, and then they wait. ' +
  'Some clients answer within the hour, and others need a week and two reminders before anything happens. ' +
  'Meanwhile my bookkeeper asks me every morning whether she may send the invoice or not. ' +
  'And at the end of the month we all sit together and chase whatever is still open.';
const SHORT_ANSWER = 'Of course, go ahead.';

describe('practising by voice in a browser', () => {
  const simulator = new OpenAiSimulator();
  const folder = mkdtempSync(join(tmpdir(), 'sparline-journey-'));
  let stage: PracticeStage;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const wav = join(folder, 'trainee.wav');
    // The file starts over when it ends, so the trainee speaks every twelve seconds or so.
    await writeSpeech(wav, [4_000, QUESTION, 6_500]);
    const { baseUrl } = await simulator.start();
    simulator.transcripts.push(QUESTION, CUT_IN);
    simulator.defaultTranscript = 'Thank you, that is all I wanted to know.';
    simulator.replyWith(({ messages }) => {
      const asked = messages.filter((message) => message.role === 'user').length;
      return asked === 1 ? LONG_ANSWER : SHORT_ANSWER;
    });
    const none = { deepgram: {}, cartesia: {}, elevenlabs: {}, assemblyai: {}, gemini: {} };
    stage = await practiceStage({
      providers: { ...none, openai: { apiKey: 'sk-simulated', baseUrl } },
    });
    browser = await openChromium({ wav });
    const context = await browser.newContext({ permissions: ['microphone'] });
    page = await context.newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
    await simulator.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('picks Sarah, speaks, hears an answer, interrupts it, hangs up and reads the call', async () => {
    await signIn(page, stage.url, 'tia@example.com');
    await page.getByRole('navigation').getByRole('link', { name: 'Personas' }).first().click();
    await page.getByRole('link', { name: /Sarah/ }).first().click();
    await page
      .getByRole('main')
      .getByRole('link', { name: /practise/i })
      .first()
      .click();
    await page.getByText('Open microphone', { exact: true }).click();
    await page.getByRole('button', { name: 'Start the call' }).click();

    const transcript = page.getByLabel('Transcript');
    await transcript.getByText(QUESTION).waitFor({ timeout: 60_000 });
    await transcript.getByText(/where do I start/).waitFor({ timeout: 30_000 });
    await transcript.getByText(CUT_IN).waitFor({ timeout: 60_000 });
    await transcript.getByText(SHORT_ANSWER).waitFor({ timeout: 30_000 });
    await page.getByRole('button', { name: 'End call' }).click();

    await page.waitForURL(/\/calls\//, { timeout: 60_000 });
    await page.getByRole('heading', { level: 1, name: /Sarah/ }).waitFor();
    await page.getByRole('heading', { name: 'Score' }).waitFor();
    const callId = page.url().split('/').at(-1) ?? '';
    const { body } = await stage.get(`/api/calls/${callId}`, stage.trainee);
    const turns = body.turns as {
      speaker: string;
      text: string;
      generatedText: string;
      interrupted: boolean;
    }[];
    // On a slow machine the question may already cut the greeting; what counts here is the long answer.
    const cut = turns.find((turn) => turn.generatedText.includes('whatever is still open'));
    expect(cut?.interrupted).toBe(true);
    expect(cut?.text.length).toBeGreaterThan(10);
    expect(cut?.text).not.toContain('whatever is still open');
    expect(body.recording).toMatchObject({ durationMs: expect.any(Number) as number });
  });

  it('shows the administrator the same call with its cost', async () => {
    const context = await browser.newContext();
    const office = await context.newPage();
    await signIn(office, stage.url, 'admin@example.com');
    await office.getByRole('navigation').getByRole('link', { name: 'Calls' }).first().click();
    await office.getByRole('link', { name: /Sarah/ }).first().click();
    await office.getByRole('heading', { name: /cost/i }).waitFor();
    await context.close();
  });
});
