import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { VoiceEvent } from '../../../libs/voice/src/events/voice-event';
import { type Burst, burstsOfMp3 } from '../../../libs/voice/src/recording/bursts.fixture';
import { OpenAiSimulator } from '../../simulators/openai/openai-simulator';
import { beepsFor, clockOffset, moved } from '../../support/beeps';
import { freePort } from '../../support/free-port';
import { ListeningPage, type Report } from '../practice/listening-page';
import { buildServer, newFolder, passwordIn, ready, type Service, start } from './service';

/** Held, so that beeps are heard by the recorder and by nobody else. */
const HELD = { mode: 'cold_call', input: 'both', talk: 'hold' } as const;
const TONE_MS = 12_000;
/** Of the voice, before each tenth of a second of it: it is made while it is heard. */
const VOICE_DELAY_MS = 60;
const PLAYED_MS = 3_000;
const RECOVERED_WITHIN_MS = 90_000;
const MOST_LOST_MS = 1_000;

/** When the last beep began that was over by then; of a recording, by the page's clock. */
const lastOf = (bursts: readonly Burst[], untilMs = Infinity): number =>
  bursts.findLast(({ endMs }) => endMs <= untilMs)?.startMs ?? NaN;

type Call = { state: string; recording: { url: string } | null };

describe('What a kill costs a call that runs', () => {
  const openai = new OpenAiSimulator();
  let folder: string;
  let url: string;
  let service: Service;
  let cookie: string;
  let env: NodeJS.ProcessEnv;

  const launch = async (): Promise<void> => {
    service = start(folder, Number(new URL(url).port), env);
    await ready(service);
  };
  const ask = (path: string) => fetch(`${url}${path}`, { headers: { cookie } });
  const untilReady = async (callId: string): Promise<Call> => {
    const until = Date.now() + RECOVERED_WITHIN_MS;
    for (;;) {
      const call = (await (await ask(`/api/calls/${callId}`)).json()) as Call;
      if (call.state === 'ready') return call;
      if (Date.now() > until) throw new Error(`It is ${call.state}.`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  };

  beforeAll(async () => {
    buildServer();
    const { baseUrl } = await openai.start();
    const tone = beepsFor(TONE_MS, 24_000);
    openai.speakWith(() => tone);
    openai.knobs.speech = { chunkDelayMs: VOICE_DELAY_MS };
    openai.replyWith((body) => (body.response_format ? undefined : 'By e-mail, mostly.'));
    folder = newFolder();
    url = `http://127.0.0.1:${await freePort()}`;
    env = {
      SEED_DEMO: '0',
      LOG_LEVEL: 'error',
      OPENAI_API_KEY: 'sk-simulated',
      OPENAI_BASE_URL: baseUrl,
    };
    await launch();
    const response = await fetch(`${url}/api/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        email: 'admin@sparline.local',
        password: passwordIn(service.said()),
      }),
    });
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  }, 180_000);
  afterAll(async () => {
    service.child.kill('SIGTERM');
    await service.exit;
    await openai.close();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it('is at most a second of its log and of either sound, while a sentence is still made', async () => {
    const page = await ListeningPage.connect(url, cookie);
    const callId = await page.start(HELD);
    await page.until(() => (page.reports.at(-1)?.playedMs ?? 0) >= PLAYED_MS, 'the greeting');
    service.child.kill('SIGKILL');
    const killedMs = performance.now();
    const { segmentId, playedMs } = page.reports.at(-1) as Report;
    const { said, heard } = page.bursts;
    page.close();
    await service.exit;
    await launch();

    const call = await untilReady(callId);
    const log = (await (await ask(`/api/calls/${callId}/events`)).text())
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as VoiceEvent);
    const recording = await ask(call.recording?.url ?? '');
    const path = join(folder, 'killed.mp3');
    writeFileSync(path, Buffer.from(await recording.arrayBuffer()));
    const { trainee, persona } = await burstsOfMp3(path);
    const logged = log.flatMap((event) =>
      event.type === 'playback.progress' && event.segmentId === segmentId ? [event.playedMs] : [],
    );
    const offset = clockOffset(said, trainee);
    const lost = {
      log: playedMs - (logged.at(-1) ?? NaN),
      trainee: lastOf(said, killedMs) - lastOf(moved(trainee, offset)),
      persona: lastOf(heard, killedMs) - lastOf(moved(persona, offset)),
    };
    expect(log.filter(({ type }) => type === 'segment.produced')).toEqual([]);
    expect(Math.min(trainee.length, persona.length)).toBeGreaterThan(4);
    expect(Object.values(lost).filter((ms) => !(ms <= MOST_LOST_MS))).toEqual([]);
  }, 180_000);
});
