import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { PracticeClient } from './practice-client';
import { practiceStage, type PracticeStage } from './practice-stage';

const TYPED = { mode: 'cold_call', input: 'text', sampleRate: 16_000, speech: 'server' } as const;

type Detail = { consent: object | null; recording: object | null; recordingGone: object | null };

describe('Recording a call in the browser', () => {
  let stage: PracticeStage;
  let page: PracticeClient;
  beforeAll(async () => {
    stage = await practiceStage();
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    page = await PracticeClient.connect(stage.url, { cookie: stage.trainee });
  });
  afterEach(() => page.close());

  const allow = (allowUnrecorded: boolean) =>
    fetch(`${stage.url}/api/organization/recording-policy`, {
      method: 'PATCH',
      headers: { cookie: stage.admin, 'content-type': 'application/json' },
      body: JSON.stringify({ allowUnrecorded }),
    });
  const spoolOf = (callId: string) => join(stage.config.dataDir, 'spool', callId);
  const heard = async (request: object): Promise<string> => {
    const { callId } = await page.start({ ...TYPED, ...request });
    await page.until(() => page.states.at(-1) === 'listening', 'the greeting', 30_000);
    return callId;
  };
  const ended = async (callId: string): Promise<Detail> => {
    page.socket.emit('call.end', {});
    await page.until(() => page.events.includes('call.ready'), 'the feedback', 30_000);
    return (await stage.get(`/api/calls/${callId}`, stage.trainee)).body as unknown as Detail;
  };

  it('cannot be switched off where the organization records every call', async () => {
    await allow(false);
    const { error } = await page.start({ ...TYPED, recording: 'off' });
    expect(error?.code).toBe('calls.must_record');
    const [row] = await stage.app
      .get(DataSource)
      .query<{ calls: number }[]>('SELECT count(*)::int AS calls FROM calls');
    expect(row?.calls).toBe(0);
  });

  it('is switched off by a trainee who may: no sound is on any disk, during the call or after', async () => {
    await allow(true);
    const callId = await heard({ recording: 'off' });
    expect(page.audioBytes).toBeGreaterThan(0);
    expect(existsSync(spoolOf(callId))).toBe(false);
    const call = await ended(callId);
    expect(existsSync(spoolOf(callId))).toBe(false);
    expect(call).toMatchObject({
      consent: { answer: 'refused', by: 'page' },
      recording: null,
      recordingGone: null,
    });
    const key = `recordings/${stage.organizationId}/${callId}.mp3`;
    expect(existsSync(join(stage.config.dataDir, 'objects', key))).toBe(false);
  });

  it('is announced on the page, which is kept with the call and exported', async () => {
    const callId = await heard({ recording: 'on' });
    const call = await ended(callId);
    const consent = { answer: 'announced', by: 'page', at: expect.any(String) };
    expect(call.consent).toEqual(consent);
    expect(call.recording).not.toBeNull();
    const exported = await stage.get(`/api/calls/${callId}/export`, stage.trainee);
    expect(exported.body['recording_consent']).toEqual(consent);
  });

  it('says of a program that shows no notice that nothing was said', async () => {
    expect(await ended(await heard({}))).toMatchObject({ consent: { answer: 'off', by: null } });
  });
});
