import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CallsService } from '../../../apps/api/src/calls/calls.service';
import { SpoolsService } from '../../../apps/api/src/calls/spool/spools.service';
import { Clock } from '../../../apps/api/src/platform/clock/clock';
import { ObjectStorage } from '../../../apps/api/src/platform/storage/object-storage';
import { RecordingRetention } from '../../../apps/api/src/recordings/deletion/recording-retention.service';
import { RecordingsService } from '../../../apps/api/src/recordings/recordings.service';
import { SweepSpoolProcessor } from '../../../apps/api/src/recordings/sweep-spool.processor';
import { startS3Server } from '../platform/s3-server';
import { AfterCallStage, type Team } from '../reports/after-call-stage';

const SOUND = Buffer.from('raw sound of a call');
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

describe.each(['on a disk', 'in an object store'] as const)('Raw sound %s', (place) => {
  const inStore = place === 'in an object store';
  let server: Awaited<ReturnType<typeof startS3Server>> | undefined;
  let stage: AfterCallStage;
  let team: Team;
  let mixedFrom: Buffer | undefined;

  beforeAll(async () => {
    server = inStore ? await startS3Server() : undefined;
    stage = await AfterCallStage.open({
      ...(server ? { s3: server.options } : {}),
      mix: async ({ folder, outputPath }) => {
        const path = join(folder, 'trainee.pcm');
        mixedFrom = existsSync(path) ? readFileSync(path) : undefined;
        writeFileSync(outputPath, 'mixed');
        return { durationMs: 1, bytes: 5, peaks: { trainee: [], persona: [] } };
      },
    });
  }, 60_000);
  afterAll(async () => {
    await stage.close();
    await server?.close();
  });
  beforeEach(async () => {
    team = await stage.team();
    mixedFrom = undefined;
  });
  afterEach(() => jest.restoreAllMocks());

  const ours = () => team.trainee.organizationId;
  const storage = () => stage.get(ObjectStorage);
  const piecesOf = async (organizationId: string, callId: string): Promise<string[]> => {
    const keys: string[] = [];
    for await (const { key } of storage().list(`spool/${organizationId}/${callId}`)) keys.push(key);
    return keys;
  };
  const isThere = async (callId: string, organizationId = ours()): Promise<boolean> =>
    inStore
      ? (await piecesOf(organizationId, callId)).length > 0
      : existsSync(stage.get(SpoolsService).folderOf(callId));
  const leave = async (callId: string, organizationId = ours()): Promise<string> => {
    if (inStore) {
      const prefix = `spool/${organizationId}/${callId}`;
      await storage().put(`${prefix}/trainee.pcm/000000000000`, SOUND, 'x');
      await storage().put(`${prefix}/whole`, Buffer.of(), 'x');
    } else {
      const folder = stage.get(SpoolsService).folderOf(callId);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'trainee.pcm'), SOUND);
    }
    return callId;
  };
  const later = (ms: number) =>
    jest.spyOn(stage.get(Clock), 'now').mockReturnValue(new Date(Date.now() + ms));
  const sweep = async (laterMs = 11 * MINUTE_MS) => {
    later(laterMs);
    await stage.get(SweepSpoolProcessor).process();
  };

  const running = async ({ trainee } = team): Promise<string> => {
    const id = randomUUID();
    await stage.get(CallsService).begin(trainee.organizationId, {
      id,
      memberId: trainee.memberId,
      personaId: null,
      personaVersion: null,
      personaName: null,
      personaTitle: null,
      mode: null,
      channel: 'phone',
      engine: 'pipeline',
      brief: null,
      sample: false,
      startedAt: new Date(),
    });
    return id;
  };
  const waiting = ({ trainee } = team): Promise<string> => stage.endedCall(trainee);
  const deleted = async (): Promise<string> => {
    const id = await waiting();
    await stage.get(CallsService).delete(team.admin, id);
    return id;
  };
  const unchosen = async (): Promise<string> => {
    const id = await running();
    await stage.get(CallsService).finish(ours(), id, 'crashed');
    return id;
  };
  const mixed = async (): Promise<string> => {
    const id = await leave(await waiting());
    await stage.get(RecordingsService).mix(ours(), id);
    return id;
  };
  const answered = async (consent: 'refused' | 'not_asked'): Promise<string> => {
    const id = await waiting();
    await stage.sql('UPDATE calls SET recording_consent = $2 WHERE id = $1', [id, consent]);
    return id;
  };

  it.each<[string, () => Promise<string>]>([
    ['nobody knows', async () => randomUUID()],
    ['was deleted', deleted],
    ['ended before anybody was chosen', unchosen],
    ['was mixed already', mixed],
    ['was not to be recorded', () => answered('refused')],
    ['was never asked about', () => answered('not_asked')],
  ])('is taken away of a call that %s, once it has rested', async (_, call) => {
    const callId = await leave(await call());
    await sweep(9 * MINUTE_MS);
    expect(await isThere(callId)).toBe(true);
    await sweep(11 * MINUTE_MS);
    expect(await isThere(callId)).toBe(false);
  });

  it('stays as long as its call runs', async () => {
    const callId = await leave(await running());
    await sweep(300 * MINUTE_MS);
    expect(await isThere(callId)).toBe(true);
  });

  it('stays, all of it, until it is mixed', async () => {
    const callId = await leave(await waiting());
    await sweep(6 * DAY_MS);
    await stage.get(RecordingsService).mix(ours(), callId);
    expect(mixedFrom).toEqual(SOUND);
    expect(await isThere(callId)).toBe(false);
  });

  it('of another organization stays, whatever becomes of ours', async () => {
    const other = await stage.team();
    const theirs = other.trainee.organizationId;
    const callId = await leave(await deleted());
    const [one, two] = [
      await leave(await waiting(other), theirs),
      await leave(await running(other), theirs),
    ];
    await sweep();
    expect(await isThere(callId)).toBe(false);
    expect([await isThere(one, theirs), await isThere(two, theirs)]).toEqual([true, true]);
  });

  it('that nobody could mix for a week goes in the night', async () => {
    const callId = await leave(await waiting());
    const night = async (days: number) => {
      later(days * DAY_MS);
      await stage.get(RecordingRetention).deleteExpired();
    };
    await night(6);
    expect(await isThere(callId)).toBe(true);
    await night(8);
    expect(await isThere(callId)).toBe(false);
  });

  if (!inStore) return;

  it('of another installation, which shares the store, is none of our business', async () => {
    const foreign = randomUUID();
    const callId = await leave(randomUUID(), foreign);
    await sweep();
    later(30 * DAY_MS);
    await stage.get(RecordingRetention).deleteExpired();
    expect(await isThere(callId, foreign)).toBe(true);
  });

  it('under the name of an organization whose call it is not is waited for by nobody', async () => {
    const other = await stage.team();
    const callId = await leave(await waiting());
    await leave(callId, other.trainee.organizationId);
    await sweep();
    expect([await isThere(callId), await isThere(callId, other.trainee.organizationId)]).toEqual([
      true,
      false,
    ]);
  });

  it('stays while more of it is carried over', async () => {
    const callId = await leave(await deleted());
    const list = storage().list.bind(storage());
    jest.spyOn(storage(), 'list').mockImplementation(async function* (folder) {
      for await (const object of list(folder)) {
        const isNew = object.key.endsWith('whole') && object.key.includes(callId);
        yield isNew ? { ...object, modifiedAt: new Date(Date.now() + 5 * MINUTE_MS) } : object;
      }
    });
    await sweep();
    expect(await isThere(callId)).toBe(true);
  });

  it('stays where the store cannot be read, and says so', async () => {
    const callId = await leave(await deleted());
    const list = jest.spyOn(storage(), 'list').mockImplementation(() => {
      throw new Error('no store');
    });
    await expect(sweep()).rejects.toThrow('no store');
    list.mockRestore();
    expect(await isThere(callId)).toBe(true);
  });
});
