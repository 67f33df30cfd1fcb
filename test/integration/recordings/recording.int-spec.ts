import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MixedRecording } from '@sparline/voice';
import { SpoolsService } from '../../../apps/api/src/calls/spool/spools.service';
import { RecordingsService } from '../../../apps/api/src/recordings/recordings.service';
import { AfterCallStage, type Team } from '../reports/after-call-stage';

const mp3 = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 251));
const PEAKS = { trainee: [0, 0.6], persona: [1, 0] };

describe('recordings', () => {
  let stage: AfterCallStage;
  let team: Team;
  let mixings = 0;
  let sound: Promise<Buffer | undefined>;

  beforeAll(async () => {
    stage = await AfterCallStage.open({
      mix: async ({ outputPath }): Promise<MixedRecording | undefined> => {
        mixings += 1;
        const file = await sound;
        if (file) writeFileSync(outputPath, file);
        return file && { durationMs: 1234, bytes: file.length, peaks: PEAKS };
      },
    });
  }, 60_000);
  afterAll(() => stage.close());
  beforeEach(async () => {
    team = await stage.team();
    mixings = 0;
    sound = Promise.resolve(mp3);
  });

  const mix = (callId: string) =>
    stage.get(RecordingsService).mix(team.trainee.organizationId, callId);
  const recordedCall = async (): Promise<string> => {
    const callId = await stage.endedCall(team.trainee);
    await mix(callId);
    return callId;
  };
  const play = (callId: string, headers: Record<string, string> = {}, method = 'GET') =>
    stage.request(team.trainee, `/calls/${callId}/recording`, { method, headers });
  const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

  describe('mixing', () => {
    it('keeps the file, says what it is, and removes the spool', async () => {
      const callId = await stage.endedCall(team.trainee);
      const spool = stage.get(SpoolsService).folderOf(callId);
      mkdirSync(spool, { recursive: true });
      writeFileSync(join(spool, 'trainee.pcm'), 'sound');

      await mix(callId);

      expect(existsSync(spool)).toBe(false);
      expect(
        await stage.get(RecordingsService).recordingOf(team.trainee.organizationId, callId),
      ).toEqual({
        url: `/api/calls/${callId}/recording`,
        durationMs: 1234,
        bytes: 1000,
        peaks: PEAKS,
        problem: null,
      });
    });

    it('mixes once, however often it runs', async () => {
      const callId = await recordedCall();
      await mix(callId);
      expect(mixings).toBe(1);
    });

    it('keeps the whole recording when a run beside it read a spool that was already gone', async () => {
      const callId = await stage.endedCall(team.trainee);
      let finishLate: (half: Buffer) => void = () => undefined;
      sound = new Promise((resolve) => (finishLate = resolve));
      const late = mix(callId);
      while (mixings === 0) await new Promise(setImmediate);
      sound = Promise.resolve(mp3);
      await mix(callId);
      finishLate(mp3.subarray(0, 10));
      await late;

      expect(await bytesOf(await play(callId))).toEqual(mp3);
    });

    it('remembers that there was nothing to record', async () => {
      sound = Promise.resolve(undefined);
      const callId = await recordedCall();
      expect(await stage.get(RecordingsService).stateOf(team.trainee.organizationId, callId)).toBe(
        'none',
      );
      const response = await play(callId);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ code: 'recordings.not_found' });
    });
  });

  describe('playing', () => {
    it('sends all of it', async () => {
      const response = await play(await recordedCall());
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('audio/mpeg');
      expect(response.headers.get('accept-ranges')).toBe('bytes');
      expect(await bytesOf(response)).toEqual(mp3);
    });

    it.each([
      ['bytes=0-99', 0, 99],
      ['bytes=500-', 500, 999],
      ['bytes=-10', 990, 999],
    ])('sends the part %s', async (range, start, end) => {
      const response = await play(await recordedCall(), { Range: range });
      expect(response.status).toBe(206);
      expect(response.headers.get('content-range')).toBe(`bytes ${start}-${end}/1000`);
      expect(response.headers.get('content-length')).toBe(String(end - start + 1));
      expect(await bytesOf(response)).toEqual(mp3.subarray(start, end + 1));
    });

    it('refuses a part that lies behind the end', async () => {
      const response = await play(await recordedCall(), { Range: 'bytes=1000-' });
      expect(response.status).toBe(416);
      expect(response.headers.get('content-range')).toBe('bytes */1000');
      expect(response.headers.get('content-type')).toContain('application/problem+json');
      expect(await response.json()).toMatchObject({ code: 'recordings.range_not_satisfiable' });
    });

    it('sends a part only of the file the player has begun', async () => {
      const callId = await recordedCall();
      const etag = (await play(callId)).headers.get('etag') ?? '';
      const same = await play(callId, { Range: 'bytes=0-9', 'If-Range': etag });
      const other = await play(callId, { Range: 'bytes=0-9', 'If-Range': '"another"' });
      expect([same.status, other.status]).toEqual([206, 200]);
    });

    it('says so when the player has it already', async () => {
      const callId = await recordedCall();
      const etag = (await play(callId)).headers.get('etag') ?? '';
      expect((await play(callId, { 'If-None-Match': etag })).status).toBe(304);
    });

    it('tells its size without sending it', async () => {
      const response = await play(await recordedCall(), {}, 'HEAD');
      expect(response.status).toBe(200);
      expect(response.headers.get('content-length')).toBe('1000');
      expect(await bytesOf(response)).toHaveLength(0);
    });

    it('lets the trainee, coaches and admins listen, and nobody else', async () => {
      const callId = await recordedCall();
      const other = await stage.team();
      const statusFor = async (actor: Team['admin']) =>
        (await stage.request(actor, `/calls/${callId}/recording`)).status;
      expect(await statusFor(team.trainee)).toBe(200);
      expect(await statusFor(team.coach)).toBe(200);
      expect(await statusFor(team.otherTrainee)).toBe(404);
      expect(await statusFor(other.admin)).toBe(404);
    });
  });
});
