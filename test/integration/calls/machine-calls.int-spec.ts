import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../apps/api/src/auth/actor';
import { CallsService } from '../../../apps/api/src/calls/calls.service';
import { PhoneLinesService } from '../../../apps/api/src/calls/phone/phone-lines.service';
import { sampleEvents } from '../../../apps/api/src/calls/samples/sample-events';
import { PersonasService } from '../../../apps/api/src/personas/personas.service';
import { createOrganization, type TestOrganization } from '../../support/organizations';
import { createTestApp, type TestApp } from '../../support/test-app';

const VOICEMAIL = ['Hi, this is Sarah.', 'You have reached the voicemail of Tia.', 'Oh, hello.'];

type MachineCall = { callId: string; lineId: string };

describe('A call with an answering machine that was taken for a person', () => {
  let stage: TestApp;
  let sql: DataSource;
  let calls: CallsService;
  let lines: PhoneLinesService;
  let ours: TestOrganization;
  let tia: Actor;

  beforeAll(async () => {
    stage = await createTestApp();
    sql = stage.app.get(DataSource);
    calls = stage.app.get(CallsService);
    lines = stage.app.get(PhoneLinesService);
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    ours = await createOrganization(stage);
    tia = await ours.member('trainee', 'Tia');
  });

  /** On its line, and still running. */
  const answered = async (): Promise<MachineCall> => {
    const [callId, lineId] = [randomUUID(), randomUUID()];
    const persona = await stage.app.get(PersonasService).pin(ours.id, { mode: 'cold_call' });
    await calls.begin(ours.id, {
      id: callId,
      memberId: tia.memberId,
      personaId: persona.id,
      personaVersion: persona.version,
      personaName: persona.definition.name,
      personaTitle: persona.definition.title,
      mode: persona.definition.mode,
      channel: 'phone',
      engine: 'scripted',
      brief: null,
      sample: false,
      startedAt: new Date(),
    });
    const said = sampleEvents(VOICEMAIL);
    const next = { seq: said.length, atMs: said.at(-1)?.atMs ?? 0 };
    const pace = { type: 'pace.learned', pauseMs: 800, pauses: 12 } as const;
    await calls.appendEvents(ours.id, callId, [...said, { ...next, ...pace }]);
    await sql.query(
      `INSERT INTO phone_lines (organization_id, id, call_sid, member_id, direction, state, call_id,
         created_at, connected_at)
       VALUES ($1, $2, $3, $4, 'outbound', 'connected', $5, now(), now())`,
      [ours.id, lineId, `CA${lineId}`, tia.memberId, callId],
    );
    return { callId, lineId };
  };
  const soundOf = (callId: string): string => {
    const folder = join(stage.config.dataDir, 'spool', callId);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'trainee.pcm'), 'sound');
    return folder;
  };
  const finish = ({ callId }: MachineCall) => calls.finish(ours.id, callId, 'trainee_hung_up');
  const isThere = ({ callId }: MachineCall) => calls.exists(ours.id, callId);
  const stateOf = async ({ lineId }: MachineCall): Promise<string | undefined> => {
    const [line] = await sql.query<{ state: string }[]>(
      'SELECT state FROM phone_lines WHERE id = $1',
      [lineId],
    );
    return line?.state;
  };

  it('goes with its line, and its sound after it', async () => {
    const call = await answered();
    const folder = soundOf(call.callId);
    await finish(call);
    await lines.end(call.lineId, 'machine');
    expect(await isThere(call)).toBe(false);
    expect(existsSync(folder)).toBe(false);
  });

  it('stays when the line had another end', async () => {
    const call = await answered();
    await finish(call);
    await lines.end(call.lineId, 'completed');
    await lines.end(call.lineId, 'machine');
    expect(await isThere(call)).toBe(true);
    expect(await calls.paceOf(tia)).toEqual({ pauseMs: 800, pauses: 12 });
  });

  it('goes in one stroke with the line: where it cannot go, the line has not ended', async () => {
    const call = await answered();
    await finish(call);
    await sql.query(`ALTER TABLE calls ADD CONSTRAINT stays CHECK (deleted_at IS NULL) NOT VALID`);
    try {
      await expect(lines.end(call.lineId, 'machine')).rejects.toThrow('stays');
    } finally {
      await sql.query('ALTER TABLE calls DROP CONSTRAINT stays');
    }
    expect([await isThere(call), await stateOf(call)]).toEqual([true, 'connected']);
    await lines.end(call.lineId, 'machine');
    expect([await isThere(call), await stateOf(call)]).toEqual([false, 'ended']);
  });

  it('goes when it ends where it outlives its line, and keeps its sound until then', async () => {
    const call = await answered();
    const folder = soundOf(call.callId);
    await lines.end(call.lineId, 'machine');
    expect(await isThere(call)).toBe(true);
    expect(existsSync(folder)).toBe(true);
    await finish(call);
    expect(await isThere(call)).toBe(false);
    expect(existsSync(folder)).toBe(false);
    expect(await calls.paceOf(tia)).toBeUndefined();
    // Whoever waits for the work on it waits no longer.
    expect(await calls.readyAmong([call.callId])).toEqual([call.callId]);
  });

  it('goes when it was not known yet to be on that line as the line ended', async () => {
    const call = await answered();
    await sql.query('UPDATE phone_lines SET call_id = NULL WHERE id = $1', [call.lineId]);
    await lines.end(call.lineId, 'machine');
    await sql.query('UPDATE phone_lines SET call_id = $2 WHERE id = $1', [
      call.lineId,
      call.callId,
    ]);
    await finish(call);
    expect(await isThere(call)).toBe(false);
  });

  it('goes when it ends at the very moment its line does', async () => {
    for (let times = 0; times < 25; times += 1) {
      const call = await answered();
      await Promise.all([finish(call), lines.end(call.lineId, 'machine')]);
      expect(await isThere(call)).toBe(false);
    }
  });
});
