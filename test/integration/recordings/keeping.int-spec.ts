import { createHash } from 'node:crypto';
import { CallsService } from '../../../apps/api/src/calls/calls.service';
import { RecordingDeletion } from '../../../apps/api/src/recordings/deletion/recording-deletion.service';
import { RecordingRetention } from '../../../apps/api/src/recordings/deletion/recording-retention.service';
import type { Team } from '../reports/after-call-stage';
import { daysAgo, RecordingStage, SOUND } from './recording-stage';

type Receipt = { callId: string; reason: string; member: { name: string } | null };
type Detail = { recording: object | null; recordingGone: { state: string; reason: string } | null };

describe('How long recordings are kept', () => {
  let stage: RecordingStage;
  let team: Team;

  beforeAll(async () => {
    stage = await RecordingStage.open();
  }, 60_000);
  afterAll(() => stage.close());
  beforeEach(async () => {
    team = await stage.stage.team();
  });
  afterEach(() => jest.restoreAllMocks());

  const runNightly = () => stage.stage.get(RecordingRetention).deleteExpired();
  const runJob = (callId: string) =>
    stage.stage.get(RecordingDeletion).finishCall(team.admin.organizationId, callId);
  const receipts = async (of = team.admin) =>
    (await stage.ask<{ items: Receipt[] }>(of, '/deletion-receipts')).body.items;
  const detail = async (callId: string) =>
    (await stage.ask<Detail>(team.trainee, `/calls/${callId}`)).body;
  const keepFor = (retention: { kind: string; days: number | null }, of = team.admin) =>
    stage.ask(of, '/organization/recording-policy', { method: 'PATCH', body: { retention } });

  it('is ninety days unless the organization wants something else', async () => {
    const old = await stage.recordedCall(team.trainee, { startedAt: daysAgo(91) });
    const young = await stage.recordedCall(team.trainee, { startedAt: daysAgo(89) });
    await runNightly();
    expect([
      await stage.isStored(team.trainee, old),
      await stage.isStored(team.trainee, young),
    ]).toEqual([false, true]);
    expect(await detail(old)).toMatchObject({
      recording: null,
      recordingGone: { state: 'deleted', reason: 'retention' },
    });
  });

  it('is each organization’s own', async () => {
    const other = await stage.stage.team();
    const [ours, theirs] = [
      await stage.recordedCall(team.trainee, { startedAt: daysAgo(10) }),
      await stage.recordedCall(other.trainee, { startedAt: daysAgo(400) }),
    ];
    await keepFor({ kind: 'days', days: 7 });
    await keepFor({ kind: 'forever', days: null }, other.admin);
    await runNightly();
    expect([
      await stage.isStored(team.trainee, ours),
      await stage.isStored(other.trainee, theirs),
    ]).toEqual([false, true]);
  });

  it('deletes more than a batch in one night', async () => {
    const calls = [];
    for (let at = 0; at < 3; at += 1) {
      calls.push(await stage.recordedCall(team.trainee, { startedAt: daysAgo(100 + at) }));
    }
    // The rest need rows alone: what is not in the store is as gone as what was deleted.
    await stage.stage.sql(
      `WITH made AS (
         INSERT INTO calls (organization_id, id, member_id, channel, engine, state, started_at, last_seen_at)
         SELECT $1, gen_random_uuid(), $2, 'browser', 'scripted', 'ready', now() - interval '100 days', now()
         FROM generate_series(1, 450) RETURNING id)
       INSERT INTO recordings (organization_id, call_id, object_key, sha256, duration_ms, bytes, peaks)
       SELECT $1, id, 'recordings/' || $1::text || '/' || id || '.mp3', 'abc', 1, 1, '' FROM made`,
      [team.trainee.organizationId, team.trainee.memberId],
    );
    await runNightly();
    const [{ left } = { left: '?' }] = await stage.stage.sql<{ left: string }>(
      'SELECT count(*) AS left FROM recordings WHERE organization_id = $1 AND object_key IS NOT NULL',
      [team.trainee.organizationId],
    );
    const [{ proven } = { proven: '?' }] = await stage.stage.sql<{ proven: string }>(
      'SELECT count(*) AS proven FROM deletion_receipts WHERE organization_id = $1 AND deleted_at IS NOT NULL',
      [team.trainee.organizationId],
    );
    expect([left, proven]).toEqual(['0', '453']);
  }, 60_000);

  it('can be looked at before it is changed', async () => {
    await stage.recordedCall(team.trainee, { startedAt: daysAgo(10) });
    await stage.recordedCall(team.trainee, { startedAt: daysAgo(40) });
    const preview = async (days: number) =>
      (await stage.ask(team.admin, `/recordings/retention-preview?days=${days}`)).body;
    expect(await preview(30)).toEqual({ recordings: 1, bytes: 1000 });
    expect(await preview(5)).toEqual({ recordings: 2, bytes: 2000 });
    expect(await preview(90)).toEqual({ recordings: 0, bytes: 0 });
    expect((await stage.ask(team.admin, '/recordings/stock')).body).toMatchObject({
      recordings: 2,
      bytes: 2000,
      lost: 0,
    });
  });

  describe('A deletion', () => {
    it('by hand leaves a receipt of what, why and by whom, once the file is gone', async () => {
      const callId = await stage.recordedCall(team.trainee);
      const asked = await stage.ask(team.admin, `/calls/${callId}/recording`, { method: 'DELETE' });
      expect(asked.status).toBe(204);
      expect((await detail(callId)).recordingGone).toMatchObject({ state: 'being_deleted' });
      expect(await receipts()).toEqual([]);

      await runJob(callId);

      expect(await stage.isStored(team.trainee, callId)).toBe(false);
      expect(await receipts()).toEqual([
        {
          id: expect.anything(),
          objectKey: stage.keyOf(team.trainee, callId),
          callId,
          bytes: 1000,
          sha256: createHash('sha256').update(SOUND).digest('hex'),
          reason: 'by_member',
          member: { id: team.admin.memberId, name: 'Ann' },
          requestedAt: expect.anything(),
          deletedAt: expect.anything(),
        },
      ]);
      const audit = await stage.ask<{ items: object[] }>(team.admin, '/audit');
      expect(audit.body.items).toMatchObject([
        { action: 'recording.deleted', subject: `call:${callId}` },
      ]);
    });

    it('is an administrator’s, in their own organization', async () => {
      const callId = await stage.recordedCall(team.trainee);
      const other = await stage.stage.team();
      const statusFor = async (actor: Team['admin']) =>
        (await stage.ask(actor, `/calls/${callId}/recording`, { method: 'DELETE' })).status;
      expect(await statusFor(other.admin)).toBe(404);
      expect(await stage.isStored(team.trainee, callId)).toBe(true);
      expect(await statusFor(team.admin)).toBe(204);
      expect(await statusFor(team.admin)).toBe(404);
    });

    it('follows from that of the call, and says whose it was', async () => {
      const callId = await stage.recordedCall(team.trainee);
      await stage.stage.get(CallsService).delete(team.admin, callId);
      await runJob(callId);
      expect(await stage.isStored(team.trainee, callId)).toBe(false);
      expect(await receipts()).toMatchObject([
        { callId, reason: 'call_deleted', member: { name: 'Ann' } },
      ]);
    });

    it('of a call is caught up on at night when its job was lost', async () => {
      const callId = await stage.recordedCall(team.trainee);
      await stage.stage.get(CallsService).delete(team.admin, callId);
      await runNightly();
      expect(await receipts()).toMatchObject([{ callId, reason: 'call_deleted' }]);
    });

    it('has no receipt while the file is there, and is tried again', async () => {
      const callId = await stage.recordedCall(team.trainee);
      await stage.ask(team.admin, `/calls/${callId}/recording`, { method: 'DELETE' });
      const broken = jest.spyOn(stage.storage, 'delete').mockRejectedValue(new Error('no store'));
      await expect(runJob(callId)).rejects.toThrow('no store');
      await expect(runNightly()).rejects.toThrow('could not be deleted');
      expect(await receipts()).toEqual([]);
      broken.mockRestore();
      await runNightly();
      expect(await receipts()).toMatchObject([{ callId }]);
    });

    it('is not believed of a store that still has the file', async () => {
      const callId = await stage.recordedCall(team.trainee);
      await stage.ask(team.admin, `/calls/${callId}/recording`, { method: 'DELETE' });
      jest.spyOn(stage.storage, 'delete').mockResolvedValue();
      await expect(runJob(callId)).rejects.toThrow('still has it');
      expect(await receipts()).toEqual([]);
    });

    it('whose job was killed between file and receipt gets its receipt later, once', async () => {
      const callId = await stage.recordedCall(team.trainee);
      await stage.ask(team.admin, `/calls/${callId}/recording`, { method: 'DELETE' });
      await stage.storage.delete(stage.keyOf(team.trainee, callId));
      expect(await receipts()).toEqual([]);
      await runNightly();
      const first = await receipts();
      await runNightly();
      await runJob(callId);
      expect(first).toMatchObject([{ callId, reason: 'by_member' }]);
      expect(await receipts()).toEqual(first);
    });

    it('happens once, however many ask for it at once', async () => {
      const callId = await stage.recordedCall(team.trainee, { startedAt: daysAgo(91) });
      await Promise.allSettled([
        stage.ask(team.admin, `/calls/${callId}/recording`, { method: 'DELETE' }),
        runNightly(),
        runNightly(),
        runJob(callId),
      ]);
      await runNightly();
      expect(await receipts()).toHaveLength(1);
    });
  });

  describe('Receipts', () => {
    it('are shown page by page, the latest first, and by reason', async () => {
      for (const days of [91, 92, 93]) {
        await stage.recordedCall(team.trainee, { startedAt: daysAgo(days) });
      }
      await runNightly();
      type Page = { items: { id: string }[]; nextCursor: string | null };
      const first = await stage.ask<Page>(team.admin, '/deletion-receipts?limit=2');
      const { nextCursor } = first.body;
      const rest = await stage.ask<Page>(
        team.admin,
        `/deletion-receipts?limit=2&cursor=${nextCursor}`,
      );
      expect(rest.body.nextCursor).toBeNull();
      const ids = [...first.body.items, ...rest.body.items].map(({ id }) => id);
      expect(new Set(ids).size).toBe(3);
      const orphans = await stage.ask<Page>(team.admin, '/deletion-receipts?reason=orphan');
      expect(orphans.body.items).toEqual([]);
    });

    it('are for administrators of the organization alone', async () => {
      await stage.recordedCall(team.trainee, { startedAt: daysAgo(91) });
      await runNightly();
      const other = await stage.stage.team();
      expect(await receipts(other.admin)).toEqual([]);
      expect(await receipts()).toHaveLength(1);
    });

    it('come as a file too, as JSON or CSV', async () => {
      const callId = await stage.recordedCall(team.trainee, { startedAt: daysAgo(91) });
      await runNightly();
      const file = (accept: string) =>
        stage.stage.request(team.admin, '/deletion-receipts/file', { headers: { accept } });
      const json = (await (await file('application/json')).json()) as { items: Receipt[] };
      expect(json.items.map((receipt) => receipt.callId)).toEqual([callId]);
      const csv = await file('text/csv');
      expect(csv.headers.get('content-disposition')).toContain('deleted-recordings.csv');
      const [headings, row] = (await csv.text()).split('\r\n');
      expect(headings).toBe(
        'receipt,call,object,bytes,sha256,reason,deleted by,requested at,gone at',
      );
      expect(row).toContain(`${callId},recordings/`);
    });
  });
});
