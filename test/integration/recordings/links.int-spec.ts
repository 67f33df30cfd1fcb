import { Clock } from '../../../apps/api/src/platform/clock/clock';
import { CallsService } from '../../../apps/api/src/calls/calls.service';
import { ObjectStorage } from '../../../apps/api/src/platform/storage/object-storage';
import type { Team } from '../reports/after-call-stage';
import { RecordingStage, SOUND } from './recording-stage';

type Link = { url: string; expiresAt: string };

describe('A link to a recording', () => {
  let stage: RecordingStage;
  let team: Team;
  let callId: string;

  beforeAll(async () => {
    stage = await RecordingStage.open();
  }, 60_000);
  afterAll(() => stage.close());
  beforeEach(async () => {
    team = await stage.stage.team();
    callId = await stage.recordedCall(team.trainee);
  });
  afterEach(() => jest.restoreAllMocks());

  const make = async (expiresInMinutes = 60, actor = team.trainee) =>
    stage.ask<Link>(actor, `/calls/${callId}/recording/link`, {
      method: 'POST',
      body: { expiresInMinutes },
    });
  const pathOf = ({ url }: Link) => new URL(url).pathname.replace('/api', '');
  const follow = async (link: Link, headers: Record<string, string> = {}, method = 'GET') =>
    stage.stage.request(undefined as never, pathOf(link), { headers, method });
  const later = (minutes: number) => {
    const at = new Date(Date.now() + minutes * 60_000);
    jest.spyOn(stage.stage.get(Clock), 'now').mockReturnValue(at);
  };
  const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;

  it('plays without signing in, in parts and as a whole', async () => {
    const { body: link, status } = await make();
    expect(status).toBe(201);
    const whole = await follow(link);
    expect(whole.status).toBe(200);
    expect(whole.headers.get('content-type')).toBe('audio/mpeg');
    expect(whole.headers.get('x-robots-tag')).toBe('noindex');
    expect(Buffer.from(await whole.arrayBuffer())).toEqual(SOUND);
    const part = await follow(link, { range: 'bytes=10-19' });
    expect(part.status).toBe(206);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(SOUND.subarray(10, 20));
    const head = await follow(link, {}, 'HEAD');
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '1000']);
  });

  it('ends when it was said to, with a word on what to do', async () => {
    const { body: link } = await make(5);
    expect(Date.parse(link.expiresAt) - Date.now()).toBeGreaterThan(4.9 * 60_000);
    later(4.9);
    expect((await follow(link)).status).toBe(200);
    later(5.1);
    const late = await follow(link);
    expect([late.status, await codeOf(late)]).toEqual([410, 'recordings.link_expired']);
  });

  it.each([0, 10_081, 1.5, -5])('cannot last %d minutes', async (minutes) => {
    expect((await make(minutes)).status).toBe(400);
  });

  it('dies with the recording, with the call, and when it is taken back', async () => {
    const { body: link } = await make();
    await stage.ask(team.trainee, `/calls/${callId}/recording/link`, { method: 'DELETE' });
    const revoked = await follow(link);
    expect([revoked.status, await codeOf(revoked)]).toEqual([410, 'recordings.link_void']);

    const { body: second } = await make();
    expect((await follow(second)).status).toBe(200);
    await stage.stage.get(CallsService).delete(team.admin, callId);
    expect((await follow(second)).status).toBe(410);

    callId = await stage.recordedCall(team.trainee);
    const { body: third } = await make();
    await stage.ask(team.admin, `/calls/${callId}/recording`, { method: 'DELETE' });
    expect((await follow(third)).status).toBe(410);
  });

  it('says so when the store has lost the file', async () => {
    const { body: link } = await make();
    await stage.stage.get(ObjectStorage).delete(stage.keyOf(team.trainee, callId));
    expect((await follow(link)).status).toBe(410);
  });

  it('is not found by guessing', async () => {
    const { body: link } = await make();
    const url = link.url.slice(0, -1) + (link.url.endsWith('A') ? 'B' : 'A');
    const guessed = await follow({ ...link, url });
    expect([guessed.status, await codeOf(guessed)]).toEqual([404, 'recordings.link_not_found']);
  });

  it('is made by those who may listen, and written down', async () => {
    const other = await stage.stage.team();
    expect((await make(60, other.admin)).status).toBe(404);
    expect((await make(60, team.otherTrainee)).status).toBe(404);
    expect((await make(60, team.coach)).status).toBe(201);
    const { body } = await stage.ask<{ items: object[] }>(team.admin, '/audit');
    expect(body.items).toMatchObject([
      {
        action: 'recording.link_created',
        subject: `call:${callId}`,
        member: { name: 'Cem' },
      },
    ]);
  });

  it('is not made of a call without a recording', async () => {
    callId = await stage.stage.endedCall(team.trainee);
    expect((await make()).status).toBe(404);
  });
});
