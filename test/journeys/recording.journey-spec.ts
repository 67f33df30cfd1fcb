import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { DataSource } from 'typeorm';
import { samplesToBytes } from '../../libs/voice/src/audio/pcm';
import { burstAt } from '../../libs/voice/src/recording/bursts.fixture';
import { encodeMix } from '../../libs/voice/src/recording/encode-mix';
import { RecordingDeletion } from '../../apps/api/src/recordings/deletion/recording-deletion.service';
import { openChromium } from '../../scripts/chromium';
import { PracticeClient } from '../e2e/practice/practice-client';
import { practiceStage, type PracticeStage } from '../e2e/practice/practice-stage';
import { audit } from './support/audit';
import { signIn } from './support/sign-in';

const SPOKEN = { mode: 'cold_call', input: 'text', sampleRate: 16_000, speech: 'server' } as const;
const QUESTION = 'Hi, this is Tia from Ledgerly. How do your invoices get approved today?';

type Turn = { startMs: number; text: string };

describe('the recording on the page of its call', () => {
  let stage: PracticeStage;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let callId: string;
  let turns: Turn[];

  beforeAll(async () => {
    stage = await practiceStage();
    callId = await call(stage);
    turns = (await stage.get(`/api/calls/${callId}`, stage.admin)).body.turns as Turn[];
    browser = await openChromium();
    context = await browser.newContext({ reducedMotion: 'reduce' });
    page = await context.newPage();
    await signIn(page, stage.url, 'admin@example.com');
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });
  beforeEach(async () => {
    await page.goto(`${stage.url}/calls/${callId}`);
    await page.getByRole('button', { name: 'Play' }).waitFor();
  });

  const ofPlayer = (property: 'currentTime' | 'duration' | 'playbackRate') =>
    page.evaluate<number>(`document.querySelector('audio').${property}`);
  const position = async () => (await ofPlayer('currentTime')) * 1000;
  const current = () => page.locator('li[data-turn] [aria-current="true"]').textContent();
  const isAt = async (ms: number) => {
    const wanted = Math.max(1, ms);
    await page.waitForFunction(
      `Math.abs((document.querySelector('audio')?.currentTime ?? -1) * 1000 - ${wanted}) < 30`,
    );
    expect(Math.abs((await position()) - wanted)).toBeLessThan(30);
  };

  it('jumps to a turn that is clicked, and shows which one plays', async () => {
    const [, second] = turns;
    await page.getByRole('button', { name: new RegExp(second?.text.slice(0, 20) ?? '?') }).click();
    await isAt(second?.startMs ?? -1);
    expect(await current()).toContain(second?.text);
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    const third = turns[2];
    await page
      .locator('li[data-turn] [aria-current="true"]')
      .filter({ hasText: third?.text.slice(0, 20) ?? '?' })
      .waitFor({ timeout: 20_000 });
    await page.getByRole('button', { name: 'Pause' }).click();
  });

  it('is walked through by keys', async () => {
    await page.keyboard.press('j');
    await isAt(turns[0]?.startMs ?? -1);
    await page.keyboard.press('j');
    await isAt(turns[1]?.startMs ?? -1);
    await page.keyboard.press('k');
    await isAt(turns[0]?.startMs ?? -1);
    await page.keyboard.press('l');
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await page.keyboard.press('l');
    await page.getByRole('button', { name: 'Play' }).waitFor();
  });

  it('is sought in its waveform, by a click and by arrows, and plays as fast as wished', async () => {
    const bar = page.getByLabel('Position in the recording');
    await page.waitForFunction(`document.querySelector('audio')?.duration > 0`);
    const lengthMs = (await ofPlayer('duration')) * 1000;
    const box = await bar.boundingBox();
    await bar.click({ position: { x: (box?.width ?? 0) / 2, y: 10 } });
    expect(Math.abs((await position()) - lengthMs / 2)).toBeLessThan(lengthMs / 20);
    const before = await position();
    await bar.press('ArrowLeft');
    expect(Math.abs((await position()) - Math.max(1, before - 5_000))).toBeLessThan(200);
    await page.getByLabel('Speed').selectOption({ label: '1.5×' });
    expect(await ofPlayer('playbackRate')).toBe(1.5);
    expect(await page.getByRole('link', { name: /MP3/ }).getAttribute('download')).not.toBeNull();
  });

  it('is shared by a link that needs no sign-in, until it is taken back', async () => {
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByLabel('It works').selectOption('60');
    await page.getByRole('button', { name: 'Make the link' }).click();
    const url = await page.getByRole('textbox', { name: 'Link' }).inputValue();
    expect(await audit(page)).toEqual([]);
    const path = `${stage.url}${new URL(url).pathname}`;
    const heard = await fetch(path, { headers: { range: 'bytes=0-9' } });
    expect([heard.status, heard.headers.get('content-type')]).toEqual([206, 'audio/mpeg']);
    await page.getByRole('button', { name: 'Take back all links' }).click();
    await page.getByText('has stopped working').waitFor();
    expect((await fetch(path)).status).toBe(410);
  });

  it('is kept as long as the organization wants, after a look at what would go', async () => {
    await stage.app
      .get(DataSource)
      .query(`UPDATE calls SET started_at = now() - interval '40 days' WHERE id = $1`, [callId]);
    await page.goto(`${stage.url}/settings/organization`);
    await page.getByLabel('Keep recordings').selectOption('days');
    await page.getByLabel('Days').fill('0');
    expect(await page.getByText('Give whole days').isVisible()).toBe(true);
    await page.getByLabel('Days').fill('30');
    await page.getByRole('switch', { name: 'Calls without recording' }).check();
    const card = page.locator('form').filter({ hasText: 'Keep recordings' });
    await card.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('alertdialog').getByText('One recording is older than 30 days').waitFor();
    await page.getByRole('button', { name: 'Keep everything' }).click();
    expect(await page.getByLabel('Days').inputValue()).toBe('30');
    await card.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Save, and delete them' }).click();
    await page.getByText('The settings for recordings are saved').waitFor();

    await page.goto(`${stage.url}/practise?mode=cold_call`);
    const recorded = page.getByRole('switch', { name: 'Record this call' });
    expect(await recorded.isChecked()).toBe(true);
    await page.getByText('kept for 30 days').waitFor();
    await recorded.uncheck();
    await page.getByText('This call is not recorded').waitFor();
  });

  it('is heard by Chromium where it was said', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'beeps-'));
    const beeps = (rate: number) =>
      samplesToBytes(Int16Array.from({ length: rate * 5 }, (_, at) => burstAt(at, rate)));
    writeFileSync(join(folder, 'trainee.pcm'), beeps(16_000));
    writeFileSync(join(folder, 'persona.pcm'), beeps(24_000));
    const outputPath = join(folder, 'call.mp3');
    const spans = [{ segmentId: 's', startMs: 0, offsetSamples: 0, samples: 24_000 * 5 }];
    await encodeMix({ folder, personaSampleRate: 24_000, spans, outputPath, kbitPerSecond: 64 });
    const mp3 = readFileSync(outputPath).toString('base64');
    rmSync(folder, { recursive: true });
    const onsets = await page.evaluate<number[]>(`(async () => {
      const bytes = Uint8Array.from(atob('${mp3}'), (sign) => sign.charCodeAt(0));
      const audio = await new OfflineAudioContext(2, 1, 24000).decodeAudioData(bytes.buffer);
      return [0, 1].map((side) => {
        const samples = audio.getChannelData(side).subarray(24000);
        return 1000 + samples.findIndex((sample) => Math.abs(sample) > 0.06) / 24;
      });
    })()`);
    for (const onsetMs of onsets) expect(Math.abs(onsetMs - 1_200)).toBeLessThanOrEqual(20);
  });

  it('goes when it is deleted, and a receipt says so', async () => {
    await page.getByRole('button', { name: 'Delete recording' }).click();
    await page.getByRole('button', { name: 'Delete the recording' }).click();
    await page.getByRole('heading', { name: /The recording is (gone|being deleted)/ }).waitFor();
    await stage.app.get(RecordingDeletion).finishAll();
    await page.goto(`${stage.url}/settings/deletions`);
    await page.getByRole('cell', { name: /Deleted by hand/ }).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV' }).click();
    const file = readFileSync((await (await download).path()) ?? '', 'utf8');
    expect(file).toContain(callId);
    await page.goto(`${stage.url}/calls/${callId}`);
    await page.getByRole('heading', { name: /The recording is gone/ }).waitFor();
  });
});

/** A typed call that is answered out loud, with its feedback there. */
const call = async (stage: PracticeStage): Promise<string> => {
  const client = await PracticeClient.connect(stage.url, { cookie: stage.trainee }, 1);
  const ack = await client.start({ ...SPOKEN, recording: 'on' });
  await client.until(() => client.states.at(-1) === 'listening', 'the greeting', 30_000);
  client.say(QUESTION);
  await client.until(() => client.states.at(-1) === 'speaking', 'the answer', 30_000);
  await client.until(() => client.states.at(-1) === 'listening', 'its end', 60_000);
  client.socket.emit('call.end', {});
  await client.until(() => client.events.includes('call.ready'), 'the feedback', 60_000);
  client.close();
  return ack.callId;
};
