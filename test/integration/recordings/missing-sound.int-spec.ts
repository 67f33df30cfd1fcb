import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SpoolsService } from '../../../apps/api/src/calls/spool/spools.service';
import { RecordingsService } from '../../../apps/api/src/recordings/recordings.service';
import { AfterCallStage, type Team } from '../reports/after-call-stage';

type Gone = { recordingGone: { state: string; problem: string } | null };
type Recorded = { recording: { problem: string | null } | null };

describe('Sound that is not all there', () => {
  let stage: AfterCallStage;
  let team: Team;
  let mixed = false;

  beforeAll(async () => {
    stage = await AfterCallStage.open({
      mix: async ({ outputPath }) => {
        if (!mixed) return undefined;
        writeFileSync(outputPath, 'sound');
        return { durationMs: 1, bytes: 5, peaks: { trainee: [], persona: [] } };
      },
    });
  }, 60_000);
  afterAll(() => stage.close());
  beforeEach(async () => {
    team = await stage.team();
    mixed = false;
  });

  const callThat = async (columns: string, startedAt = new Date()): Promise<string> => {
    const callId = await stage.endedCall(team.trainee, { startedAt });
    await stage.sql(`UPDATE calls SET ${columns} WHERE id = $1`, [callId]);
    return callId;
  };
  const mix = (callId: string) =>
    stage.get(RecordingsService).mix(team.trainee.organizationId, callId);
  const detail = async <Body>(callId: string) =>
    (await (await stage.request(team.trainee, `/calls/${callId}`)).json()) as Body;

  it('is waited for where another machine has it, and says what to do', async () => {
    await expect(mix(await callThat('spooled = true'))).rejects.toThrow(
      /share DATA_DIR.*S3_BUCKET/,
    );
  });

  it('is given up after a while, and the page says why', async () => {
    const callId = await callThat('spooled = true', new Date(Date.now() - 3_600_000));
    await mix(callId);
    expect((await detail<Gone>(callId)).recordingGone).toMatchObject({
      state: 'failed',
      problem: 'spool_missing',
    });
  });

  it('is nothing to look for where nothing was ever kept', async () => {
    const callId = await callThat('spooled = false');
    await mix(callId);
    expect((await detail<Gone>(callId)).recordingGone).toBeNull();
  });

  it.each([
    [`recording_problem = 'disk_full'`, 'disk_full'],
    [`end_reason = 'crashed'`, 'cut_short'],
    [`end_reason = 'trainee_hung_up'`, null],
  ])('is mixed as far as it goes, and the page says so: %s', async (columns, problem) => {
    mixed = true;
    const callId = await callThat(`spooled = true, ${columns}`);
    const folder = stage.get(SpoolsService).folderOf(callId);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'trainee.pcm'), 'x');
    await mix(callId);
    expect((await detail<Recorded>(callId)).recording).toMatchObject({ problem });
  });
});
