import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { CallsService } from '../../../apps/api/src/calls/calls.service';
import { AccountUsageProcessor } from '../../../apps/api/src/reports/after-call/account-usage.processor';
import { SweepCallsProcessor } from '../../../apps/api/src/reports/after-call/sweep-calls.processor';
import { MinutesService } from '../../../apps/api/src/usage/minutes/minutes.service';
import { UsageService } from '../../../apps/api/src/usage/usage.service';
import { AfterCallStage, type Team } from './after-call-stage';

const MINUTE = 60_000;
const ENOUGH = Array.from({ length: 20 }, () => 'word').join(' ');
const LINES = ['Sarah speaking.', ENOUGH];

/** Every call of the stage lasts a minute. */
describe('the minutes of a call', () => {
  let stage: AfterCallStage;
  let team: Team;
  let organizationId: string;
  let minutes: MinutesService;

  beforeAll(async () => {
    stage = await AfterCallStage.open();
    minutes = stage.get(MinutesService);
  }, 60_000);
  afterAll(() => stage.close());
  beforeEach(async () => {
    team = await stage.team();
    ({ organizationId } = team.trainee);
    await minutes.grant(
      organizationId,
      { owner: 'member', memberId: team.trainee.memberId },
      { amountMs: 10 * MINUTE, reason: 'test' },
    );
  });

  const heldCall = async (callId?: string, lines = LINES): Promise<string> => {
    const id = callId ?? (await stage.endedCall(team.trainee, { lines }));
    await minutes.reserve({ organizationId, payer: team.trainee, callId: id });
    return id;
  };
  const account = (callId: string) =>
    stage.get(AccountUsageProcessor).process({ organizationId, callId });
  const age = (callId: string, age: string) =>
    stage.sql(
      'UPDATE minute_reservations SET reserved_at = now() - $2::interval WHERE call_id = $1',
      [callId, age],
    );
  const secondsLeft = () => minutes.secondsLeft(organizationId, team.trainee);

  it('are charged by the length that was recorded, once', async () => {
    const callId = await heldCall();
    expect(await secondsLeft()).toBe(300);
    await account(callId);
    await account(callId);
    expect(await secondsLeft()).toBe(540);
  });

  it('are charged although the call’s usage was accounted before a crash', async () => {
    const callId = await heldCall();
    const startedAt = new Date();
    await stage.get(UsageService).recordCallUsage(organizationId, { callId, startedAt }, []);
    await account(callId);
    expect(await secondsLeft()).toBe(540);
  });

  it.each(['failed', 'crashed'])('are given back when the call %s', async (reason) => {
    const callId = await heldCall();
    await stage.sql('UPDATE calls SET end_reason = $2 WHERE id = $1', [callId, reason]);
    await account(callId);
    expect(await secondsLeft()).toBe(600);
  });

  it('are not charged for a call in which hardly a word was said, five times a day', async () => {
    for (let call = 0; call < 6; call += 1) {
      await account(await heldCall(undefined, ['Sarah speaking.', 'Oh, sorry, I must go.']));
    }
    expect(await secondsLeft()).toBe(540);
    const reasons = await stage.sql<{ reason: string }>(
      `SELECT reason FROM minute_entries WHERE organization_id = $1
         AND kind IN ('settle', 'refund') ORDER BY position`,
      [organizationId],
    );
    expect(reasons.map(({ reason }) => reason)).toEqual([
      ...Array.from({ length: 5 }, () => ['call', 'few_words']).flat(),
      'silent_again',
    ]);
  });

  it('say in the statement whom the call was with, and who held it', async () => {
    const callId = await heldCall();
    await account(callId);
    const [held] = await stage.sql(
      'SELECT partner, member_id AS "memberId" FROM minute_reservations WHERE call_id = $1',
      [callId],
    );
    expect(held).toEqual({ partner: expect.any(String), memberId: team.trainee.memberId });
  });

  it('are settled by the sweep when the job was lost, and left alone while there is hope', async () => {
    const lost = await heldCall();
    await age(lost, '4 minutes');
    await stage.get(SweepCallsProcessor).process();
    expect(await secondsLeft()).toBe(300);
    await age(lost, '6 minutes');
    await stage.get(SweepCallsProcessor).process();
    expect(await secondsLeft()).toBe(540);
  });

  it('are charged although the call was deleted before anything was reckoned', async () => {
    const callId = await heldCall();
    await stage.get(CallsService).delete(team.trainee, callId);
    await account(callId);
    expect(await secondsLeft()).toBe(540);
  });

  it('stand beside what a deleted call used, which is on the bill, and found by the sweep', async () => {
    const quantities = [{ unit: 'input_token' as const, quantity: 700 }];
    const usage = [{ provider: 'openai', model: 'gpt-4.1', quantities }];
    const callId = await stage.endedCall(team.trainee, { lines: LINES, usage });
    await stage.get(CallsService).delete(team.trainee, callId);
    const unfinished = await stage.get(CallsService).listUnfinished(-MINUTE);
    expect(unfinished.map(({ id }) => id)).toContain(callId);
    await account(callId);
    const ledger = await stage.sql(
      'SELECT quantity::int FROM usage_records WHERE organization_id = $1 AND call_id = $2',
      [organizationId, callId],
    );
    expect(ledger).toEqual([{ quantity: 700 }]);
  });

  it('come back when the call was none', async () => {
    const callId = await heldCall();
    const { manager } = stage.get(DataSource);
    await stage.get(CallsService).discard(organizationId, callId, manager);
    await account(callId);
    expect(await secondsLeft()).toBe(600);
  });

  it('come back when a call never began', async () => {
    const callId = await heldCall(randomUUID());
    await age(callId, '6 minutes');
    await stage.get(SweepCallsProcessor).process();
    expect(await secondsLeft()).toBe(600);
  });

  it('stay set aside while a call runs, however long', async () => {
    const callId = await heldCall();
    await stage.sql(
      `UPDATE calls SET state = 'active', ended_at = NULL, duration_ms = NULL, last_seen_at = now()
       WHERE id = $1`,
      [callId],
    );
    await age(callId, '50 minutes');
    await stage.get(SweepCallsProcessor).process();
    expect(await secondsLeft()).toBe(300);
  });
});
