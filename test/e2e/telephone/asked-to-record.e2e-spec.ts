import { performance } from 'node:perf_hooks';
import { ObjectStorage } from '../../../apps/api/src/platform/storage/object-storage';
import { startS3Server } from '../../integration/platform/s3-server';
import type { SimulatedLine } from '../../simulators/twilio/simulated-line';
import { SoundWatch } from '../../support/sound-watch';
import { PhoneStage } from './phone-stage';

/** Sound of a running call is carried to a store every ten seconds. */
const CARRIED_WITHIN_MS = 11_000;

type Detail = { consent: object | null; recording: object | null; recordingGone: object | null };

describe.each(['a disk', 'an object store'] as const)(
  'The sound of a caller who is asked, which would go to %s,',
  (place) => {
    let server: Awaited<ReturnType<typeof startS3Server>> | undefined;
    let stage: PhoneStage;
    let watch: SoundWatch;
    let caller: string;

    beforeAll(async () => {
      server = place === 'an object store' ? await startS3Server() : undefined;
      stage = await PhoneStage.open({
        ...(server ? { s3: server.options } : {}),
        recordings: { retentionDays: 90, consent: 'ask' },
        calls: { maxConcurrent: 50, freeMinutes: 9, minChargedMinutes: 0, maxPerNumberPerHour: 10 },
      });
    });
    afterAll(async () => {
      await stage.close();
      await server?.close();
    });
    beforeEach(async () => {
      await stage.reset();
      stage.hurry();
      caller = stage.newCaller();
      watch = new SoundWatch(stage.service.config.dataDir, stage.service.app.get(ObjectStorage));
    });
    afterEach(() => watch.close());

    const asked = async (): Promise<SimulatedLine> => {
      const line = await stage.greeted(caller);
      await stage.heard(/May I record this call/);
      expect(await watch.seen()).toEqual([]);
      return line;
    };
    const practise = async (line: SimulatedLine): Promise<void> => {
      line.press('1');
      await stage.introduced();
      await stage.murmur(line, 'Hi, this is Tia from Ledgerly.');
      await stage.answered();
    };
    const detailOf = async (id: string | undefined): Promise<Detail> =>
      (await stage.service.get(`/api/calls/${id}`, stage.service.admin)).body as unknown as Detail;

    it('is nowhere, during the calls or after, when the answer is no', async () => {
      const line = await asked();
      await stage.murmur(line, 'No.');
      await stage.heard(/nothing is recorded/);
      await practise(line);
      const [first] = await stage.calls();
      const carriedAtMs = performance.now() + CARRIED_WITHIN_MS;
      await line.until(() => performance.now() > carriedAtMs, 2 * CARRIED_WITHIN_MS);
      expect(await watch.seen()).toEqual([]);

      // One answer counts for the whole line.
      await stage.murmur(line, 'can we switch to interview practice');
      await stage.another(first?.id);
      await stage.heard(/./);
      await stage.murmur(line, 'I have sold software for four years.');
      await stage.answered();
      line.hangUp();
      const { calls } = await stage.settled(caller, { calls: 2 });
      expect(calls).toHaveLength(2);
      expect(await watch.seen()).toEqual([]);
      for (const { id } of calls) {
        expect(await detailOf(id)).toMatchObject({
          consent: { answer: 'refused', by: 'telephone' },
          recording: null,
          recordingGone: null,
        });
      }
      const [kept] = await stage.database.query<[{ spooled: number }]>(
        `SELECT count(*)::int AS spooled FROM calls WHERE id = ANY($1) AND spooled`,
        [calls.map(({ id }) => id)],
      );
      expect(kept.spooled).toBe(0);
    });

    it('is nowhere when they hang up without an answer', async () => {
      const line = await asked();
      line.hangUp();
      await stage.settled(caller);
      expect(await watch.seen()).toEqual([]);
    });

    it('is kept when the answer is yes, from there on', async () => {
      const line = await asked();
      await stage.murmur(line, 'Yes.');
      await stage.heard(/^Thank you/);
      expect(await watch.seen()).toEqual([]);
      await practise(line);
      const [call] = await stage.calls();
      const isSeen = async () => (await watch.seen()).some((name) => name.includes(`${call?.id}`));
      expect(await isSeen()).toBe(true);
      line.hangUp();
      await stage.settled(caller);
      expect(await detailOf(call?.id)).toMatchObject({
        consent: { answer: 'given', by: 'telephone' },
        recording: { durationMs: expect.any(Number) as number },
      });
      expect((await watch.seen()).some((name) => name.endsWith(`${call?.id}.mp3`))).toBe(true);
    });
  },
);
