import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openChromium } from '../../../scripts/chromium';
import { practiceStage } from '../../e2e/practice/practice-stage';
import { CartesiaSimulator } from '../../simulators/cartesia/cartesia-simulator';
import { OpenAiSimulator } from '../../simulators/openai/openai-simulator';
import { signIn } from './sign-in';
import { watchSound } from './sound-watch';
import { writeSpeech } from './spoken-wav';

const WORDS = ['Mm-hm.', 'Right.', 'Sure.'];
const PAUSE_MS = 2_600;

export type Listener = {
  page: Page;
  /** What the page has sent over its sockets. */
  sent: readonly string[];
  close(): Promise<void>;
};

/** A page in a call: the persona talks for some sentences, and somebody says "mm-hm" all the while. */
export const openListener = async (sentences: number): Promise<Listener> => {
  const openai = new OpenAiSimulator();
  const cartesia = new CartesiaSimulator();
  const folder = mkdtempSync(join(tmpdir(), 'sparline-journey-'));
  const wav = join(folder, 'trainee.wav');
  await writeSpeech(
    wav,
    WORDS.flatMap((words) => [PAUSE_MS, words]),
  );
  const [language, voice] = await Promise.all([openai.start(), cartesia.start()]);
  openai.defaultTranscript = 'Mm-hm.';
  openai.replyWith(() => answerOf(sentences));
  const none = { deepgram: {}, elevenlabs: {}, assemblyai: {}, gemini: {} };
  const stage = await practiceStage({
    providers: {
      ...none,
      openai: { apiKey: 'sk-simulated', baseUrl: language.baseUrl },
      cartesia: { apiKey: 'sk-simulated', baseUrl: voice.baseUrl },
    },
  });
  const browser = await openChromium({ wav });
  const context = await browser.newContext({ permissions: ['microphone'] });
  const page = await context.newPage();
  const sent: string[] = [];
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => void sent.push(String(payload))),
  );
  await watchSound(page);
  await signIn(page, stage.url, 'tia@example.com');
  await page.goto(`${stage.url}/practise?persona=${await stage.personaId('Sarah')}`);
  await page.getByText('Open microphone', { exact: true }).click();
  await page.getByRole('button', { name: 'Start the call' }).click();
  const field = page.getByLabel('Type what you say');
  await field.fill('How do your approvals work?');
  await field.press('Enter');
  const close = async () => {
    await browser.close();
    await stage.close();
    await Promise.all([openai.close(), cartesia.close()]);
    rmSync(folder, { recursive: true, force: true });
  };
  return { page, sent, close };
};

const answerOf = (sentences: number): string =>
  Array.from(
    { length: sentences },
    (_, week) =>
      `And then, in week number ${week + 1}, the account manager writes an e-mail to the client, waits for an answer, and asks again.`,
  ).join(' ');
