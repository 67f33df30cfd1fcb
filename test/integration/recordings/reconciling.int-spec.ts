import { randomUUID } from 'node:crypto';
import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { AppConfig } from '../../../apps/api/src/config/app-config';
import { RecordingReconciler } from '../../../apps/api/src/recordings/deletion/recording-reconciler.service';
import { RecordingRetention } from '../../../apps/api/src/recordings/deletion/recording-retention.service';
import type { Team } from '../reports/after-call-stage';
import { daysAgo, RecordingStage, SOUND } from './recording-stage';

type Receipt = { callId: string | null; reason: string; bytes: number };

describe('Comparing the store with the recordings', () => {
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

  const reconcile = () => stage.stage.get(RecordingReconciler).reconcile();
  const put = async (key: string, modifiedAt = daysAgo(2)): Promise<string> => {
    await stage.storage.put(key, SOUND, 'audio/mpeg');
    const path = join(stage.stage.get(AppConfig).dataDir, 'objects', key);
    await utimes(path, modifiedAt, modifiedAt);
    return key;
  };
  const isThere = async (key: string) => (await stage.storage.stat(key)) !== undefined;
  const receipts = async () =>
    (await stage.ask<{ items: Receipt[] }>(team.admin, '/deletion-receipts')).body.items;
  const settle = (callId: string) =>
    stage.stage.sql(
      `UPDATE recordings SET created_at = now() - interval '2 hours' WHERE call_id = $1`,
      [callId],
    );
  const gone = async (callId: string) =>
    (await stage.ask<{ recordingGone: object | null }>(team.trainee, `/calls/${callId}`)).body
      .recordingGone;

  it('deletes a file that no recording speaks of after a day, with a receipt', async () => {
    const callId = randomUUID();
    const old = await put(stage.keyOf(team.trainee, callId));
    const young = await put(stage.keyOf(team.trainee, randomUUID()), daysAgo(0.9));
    await reconcile();
    expect([await isThere(old), await isThere(young)]).toEqual([false, true]);
    expect(await receipts()).toMatchObject([{ callId, reason: 'orphan', bytes: 1000 }]);
  });

  it('leaves files alone that have a recording, or belong to nobody here', async () => {
    const callId = await stage.recordedCall(team.trainee);
    const ours = await put(stage.keyOf(team.trainee, callId));
    const foreign = await put(`recordings/${randomUUID()}/${randomUUID()}.mp3`);
    const other = await put(`something/else.mp3`);
    await reconcile();
    expect([await isThere(ours), await isThere(foreign), await isThere(other)]).toEqual([
      true,
      true,
      true,
    ]);
    expect(await receipts()).toEqual([]);
  });

  it('gives the orphan of a killed run its receipt later, once', async () => {
    await put(stage.keyOf(team.trainee, randomUUID()));
    const broken = jest.spyOn(stage.storage, 'stat').mockRejectedValue(new Error('killed'));
    await expect(reconcile()).rejects.toThrow('killed');
    expect(await receipts()).toEqual([]);
    broken.mockRestore();
    await stage.stage.get(RecordingRetention).deleteExpired();
    await reconcile();
    expect(await receipts()).toMatchObject([{ reason: 'orphan' }]);
  });

  it('marks a recording whose file is missing, shows it, and takes that back when it turns up', async () => {
    const callId = await stage.recordedCall(team.trainee);
    await settle(callId);
    await stage.storage.delete(stage.keyOf(team.trainee, callId));
    await reconcile();
    expect(await gone(callId)).toMatchObject({ state: 'lost' });
    expect((await stage.ask(team.admin, '/recordings/stock')).body).toMatchObject({
      lost: 1,
      lostCallIds: [callId],
    });
    await put(stage.keyOf(team.trainee, callId));
    await reconcile();
    expect(await gone(callId)).toBeNull();
  });

  it('takes no file for lost that was stored while it looked', async () => {
    const callId = await stage.recordedCall(team.trainee);
    await stage.storage.delete(stage.keyOf(team.trainee, callId));
    await reconcile();
    expect(await gone(callId)).toBeNull();
  });

  it('takes nothing for lost when the store cannot be read', async () => {
    const callId = await stage.recordedCall(team.trainee);
    await settle(callId);
    jest.spyOn(stage.storage, 'list').mockImplementation(() => {
      throw new Error('no store');
    });
    await expect(reconcile()).rejects.toThrow('no store');
    expect(await gone(callId)).toBeNull();
  });
});
