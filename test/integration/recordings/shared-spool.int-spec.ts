import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CallSpool, PERSONA_FILE, SystemClock, TRAINEE_FILE } from '@sparline/voice';
import { VirtualClock } from '@sparline/voice/testing';
import { collectPieces } from '../../../apps/api/src/calls/spool/collect-pieces';
import { SharedSpool } from '../../../apps/api/src/calls/spool/shared-spool';
import { S3Storage } from '../../../apps/api/src/platform/storage/s3.storage';
import { startS3Server } from '../platform/s3-server';

const FRAME = new Int16Array(320).fill(1234);

describe('A call’s raw sound on its way to the object store', () => {
  const parent = mkdtempSync(join(tmpdir(), 'shared-spool-'));
  let server: Awaited<ReturnType<typeof startS3Server>>;
  let storage: S3Storage;
  let calls = 0;
  let keyPrefix: string;
  let folder: string;
  let troubles: unknown[];

  beforeAll(async () => {
    server = await startS3Server();
    storage = new S3Storage(server.options);
  });
  beforeEach(() => {
    calls += 1;
    keyPrefix = `spool/organization/call-${calls}`;
    folder = join(parent, `call-${calls}`);
    troubles = [];
  });
  afterAll(async () => {
    await server.close();
    rmSync(parent, { recursive: true });
  });

  const open = (clock = new VirtualClock(), over: S3Storage = storage) => {
    const spool = new CallSpool({ clock, folder });
    const onTrouble = (error: unknown) => void troubles.push(error);
    return new SharedSpool(spool, { clock, folder, storage: over, keyPrefix, onTrouble });
  };
  const talk = (spool: SharedSpool, fromMs: number, toMs: number) => {
    for (let atMs = fromMs + 20; atMs <= toMs; atMs += 20) {
      spool.trainee(FRAME, atMs);
      spool.persona('a', FRAME);
    }
  };
  const collect = async () => {
    const to = mkdtempSync(join(parent, 'collected-'));
    const state = await collectPieces(storage, keyPrefix, to);
    const bytesOf = (name: string) =>
      existsSync(join(to, name)) ? readFileSync(join(to, name)) : Buffer.of();
    return { state, trainee: bytesOf(TRAINEE_FILE), persona: bytesOf(PERSONA_FILE) };
  };

  it('is put together again elsewhere, to the byte, and leaves nothing behind', async () => {
    const clock = new SystemClock();
    const kept = new CallSpool({ clock, folder: join(parent, 'reference') });
    const spool = new SharedSpool(new CallSpool({ clock, folder }), {
      clock,
      folder,
      storage,
      keyPrefix,
      onTrouble: (error) => void troubles.push(error),
    });
    talk(spool, 0, 30_000);
    for (let atMs = 20; atMs <= 30_000; atMs += 20) kept.trainee(FRAME, atMs);
    await Promise.all([spool.close(), kept.close()]);

    const { state, trainee, persona } = await collect();
    expect(state).toBe('whole');
    expect(trainee.equals(readFileSync(join(parent, 'reference', TRAINEE_FILE)))).toBe(true);
    expect(persona).toHaveLength(30_000 * 32);
    expect([troubles, existsSync(folder)]).toEqual([[], false]);
  });

  it('is there up to the last ten seconds while the call runs', async () => {
    const clock = new VirtualClock();
    const spool = open(clock);
    talk(spool, 0, 9_000);
    await clock.advance(1_000);
    const written = () =>
      statSync(join(folder, TRAINEE_FILE), { throwIfNoEntry: false })?.size ?? 0;
    await until(() => written() > 8_000 * 32);
    await clock.advance(9_500);
    await until(async () => (await collect()).persona.length > 0);
    const { state, trainee } = await collect();
    expect(state).toBe('part');
    expect(trainee.length / 32).toBeGreaterThan(8_000);
    await spool.close();
    expect((await collect()).state).toBe('whole');
  });

  it('stays where it is when the store cannot take it', async () => {
    const nowhere = new S3Storage({ ...server.options, bucket: 'no-such-bucket' });
    const spool = open(new VirtualClock(), nowhere);
    talk(spool, 0, 1_000);
    await spool.close();
    expect(troubles).toMatchObject([{ status: 404 }]);
    expect(readFileSync(join(folder, TRAINEE_FILE))).toHaveLength(32_000);
    expect((await collect()).state).toBe('none');
  });

  it('is nothing of a call without sound', async () => {
    await open().close();
    expect([(await collect()).state, existsSync(folder)]).toEqual(['none', false]);
  });
});

const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await new Promise(setImmediate);
};
