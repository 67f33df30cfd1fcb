import { randomUUID } from 'node:crypto';
import { SharedCallsService } from '../../../apps/api/src/calls/shares/shared-calls.service';
import { SharedCall } from '../../../apps/api/src/reports/shared-call.schemas';
import { ObjectStorage } from '../../../apps/api/src/platform/storage/object-storage';
import { AfterCallStage, type Team } from './after-call-stage';

describe('GET /api/shared/:token', () => {
  let stage: AfterCallStage;
  let team: Team;
  let callId: string;
  let token: string;

  beforeAll(async () => {
    stage = await AfterCallStage.open();
    team = await stage.team();
    callId = await stage.endedCall(team.trainee, {
      lines: ['Hello, Sarah here.', 'Hello Sarah, this is Tess.'],
    });
    await stage.sql(`UPDATE calls SET brief = 'A secret product' WHERE id = $1`, [callId]);
    const { organizationId } = team.admin;
    token = await stage.get(SharedCallsService).share({ organizationId, callId });
  }, 60_000);
  afterAll(() => stage.close());

  const read = async (of: string, rest = '') => {
    const response = await stage.request(team.admin, `/shared/${of}${rest}`);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  it('shows the call as its trainee sees it, to whoever holds the token', async () => {
    const { status, body } = await read(token);
    expect(status).toBe(200);
    expect(SharedCall.parse(body)).toMatchObject({
      id: callId,
      turns: [
        { speaker: 'persona', text: 'Hello, Sarah here.' },
        { speaker: 'trainee', text: 'Hello Sarah, this is Tess.' },
      ],
    });
    const days = (Date.parse(String(body.expiresAt)) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(29);
    expect(days).toBeLessThanOrEqual(30);
  });

  it('does not say whose call it is, what they brought, or what it cost', async () => {
    const { body } = await read(token);
    for (const name of ['member', 'brief', 'cost', 'timings']) {
      expect(body).not.toHaveProperty(name);
    }
    expect(JSON.stringify(body)).not.toContain('A secret product');
  });

  it('leads to the recording through the same token, in parts too', async () => {
    const { organizationId } = team.admin;
    const key = `recordings/${organizationId}/${callId}.mp3`;
    await stage.get(ObjectStorage).put(key, Buffer.from('0123456789'), 'audio/mpeg');
    await stage.sql(
      `INSERT INTO recordings (organization_id, call_id, object_key, sha256, duration_ms, bytes, peaks)
       VALUES ($1, $2, $3, 'abc', 1000, 10, '{"trainee":[],"persona":[]}')`,
      [organizationId, callId, key],
    );
    const { body } = await read(token);
    expect(body.recording).toMatchObject({ url: `/api/shared/${token}/recording` });
    const part = await stage.request(team.admin, `/shared/${token}/recording`, {
      headers: { range: 'bytes=2-4' },
    });
    expect([part.status, await part.text()]).toEqual([206, '234']);
  });

  it.each([
    ['a token that was never given', () => 'x'.repeat(43)],
    ['the id of the call', () => callId],
    ['another token of the same length', () => randomUUID().replaceAll('-', '').padEnd(43, 'A')],
  ])('knows nothing for %s', async (_, other) => {
    for (const rest of ['', '/recording']) {
      const { status, body } = await read(other(), rest);
      expect([status, body.code]).toEqual([404, 'calls.share_not_found']);
    }
  });

  it('stops working when it has expired', async () => {
    const { organizationId } = team.admin;
    const old = await stage.get(SharedCallsService).share({ organizationId, callId });
    await stage.sql(
      `UPDATE call_shares SET expires_at = now() - interval '1 second'
       WHERE created_at = (SELECT max(created_at) FROM call_shares)`,
    );
    expect((await read(old)).body.code).toBe('calls.share_not_found');
    expect((await read(token)).status).toBe(200);
  });

  it('stops working when the call is deleted, and shows no other', async () => {
    await stage.sql('UPDATE calls SET deleted_at = now() WHERE id = $1', [callId]);
    for (const rest of ['', '/recording']) {
      expect((await read(token, rest)).body.code).toBe('calls.share_not_found');
    }
  });
});
