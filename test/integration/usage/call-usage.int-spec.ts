import type { VoiceEvent } from '@sparline/voice';
import { UsageService } from '../../../apps/api/src/usage/usage.service';
import { AfterCallStage, type Team } from '../reports/after-call-stage';

const startedAt = new Date('2026-11-21T10:00:00Z');
const usage = (
  seq: number,
  change: Partial<Extract<VoiceEvent, { type: 'usage' }>>,
): VoiceEvent => ({
  seq,
  atMs: 1000 * seq,
  type: 'usage',
  provider: 'openai',
  model: 'gpt-4.1-mini',
  purpose: 'reply',
  quantities: [],
  ...change,
});
const EVENTS: VoiceEvent[] = [
  usage(1, {
    quantities: [
      { unit: 'input_token', quantity: 1500 },
      { unit: 'cached_input_token', quantity: 1000 },
      { unit: 'output_token', quantity: 40 },
    ],
  }),
  usage(2, {
    quantities: [
      { unit: 'input_token', quantity: 500 },
      { unit: 'output_token', quantity: 20 },
    ],
  }),
  usage(3, {
    provider: 'espeak',
    model: 'en',
    purpose: 'speech',
    quantities: [{ unit: 'character', quantity: 80 }],
  }),
];

describe('accounting a call', () => {
  let stage: AfterCallStage;
  let team: Team;
  let ledger: UsageService;

  beforeAll(async () => {
    stage = await AfterCallStage.open();
    ledger = stage.get(UsageService);
  }, 60_000);
  afterAll(() => stage.close());
  beforeEach(async () => {
    team = await stage.team();
  });

  const account = (callId: string, events = EVENTS) =>
    ledger.recordCallUsage(team.admin.organizationId, { callId, startedAt }, events);

  it('prices every quantity from the book and adds them up by component', async () => {
    const callId = await stage.endedCall(team.trainee);
    expect(await ledger.costOfCall(team.admin.organizationId, callId)).toBeUndefined();

    await account(callId);

    expect(await ledger.costOfCall(team.admin.organizationId, callId)).toEqual({
      // 2,000 tokens at $0.40, 1,000 at $0.10 and 60 at $1.60 a million
      totalMicroUsd: 800 + 100 + 96,
      incomplete: false,
      lines: [
        expect.objectContaining({ unit: 'cached_input_token', quantity: 1000, costMicroUsd: 100 }),
        expect.objectContaining({ unit: 'input_token', quantity: 2000, costMicroUsd: 800 }),
        expect.objectContaining({ unit: 'output_token', quantity: 60, costMicroUsd: 96 }),
        expect.objectContaining({ component: 'speech', provider: 'espeak', costMicroUsd: 0 }),
      ],
    });
  });

  it('writes each record once, however often and however parallel it runs', async () => {
    const callId = await stage.endedCall(team.trainee);

    await Promise.all([account(callId), account(callId), account(callId)]);
    await account(callId);

    const rows = await stage.sql<{ source_id: string }>(
      'SELECT source_id FROM usage_records WHERE call_id = $1 ORDER BY source_id',
      [callId],
    );
    expect(rows.map((row) => row.source_id)).toEqual([
      `${callId}-1-cached_input_token`,
      `${callId}-1-input_token`,
      `${callId}-1-output_token`,
      `${callId}-2-input_token`,
      `${callId}-2-output_token`,
      `${callId}-3-character`,
    ]);
  });

  it('says that the total is incomplete when something has no price, and does not call it zero', async () => {
    const callId = await stage.endedCall(team.trainee);
    const unknown = {
      model: 'house-blend-7b',
      quantities: [{ unit: 'output_token' as const, quantity: 5 }],
    };

    await account(callId, [...EVENTS, usage(9, unknown)]);

    const cost = await ledger.costOfCall(team.admin.organizationId, callId);
    expect(cost).toMatchObject({ totalMicroUsd: 996, incomplete: true });
    expect(cost?.lines).toContainEqual(
      expect.objectContaining({ model: 'house-blend-7b', costMicroUsd: null }),
    );
  });

  it('takes the price of the moment of use', async () => {
    const callId = await stage.endedCall(team.trainee);
    const gemini = (seq: number) =>
      usage(seq, {
        provider: 'gemini',
        model: 'gemini-3.8-flash',
        quantities: [{ unit: 'input_token', quantity: 1_000_000 }],
      });
    const { organizationId } = team.admin;
    const newYearsEve = new Date('2026-12-31T23:59:58Z');

    await ledger.recordCallUsage(organizationId, { callId, startedAt: newYearsEve }, [
      gemini(1),
      gemini(2),
    ]);

    const rows = await stage.sql<{ cost: number }>(
      'SELECT cost_micro_usd::int AS cost FROM usage_records WHERE call_id = $1 ORDER BY occurred_at',
      [callId],
    );
    expect(rows.map((row) => row.cost)).toEqual([750_000, 1_500_000]);
  });

  it('remembers that a call used nothing', async () => {
    const callId = await stage.endedCall(team.trainee);
    await account(callId, []);
    expect(await ledger.costOfCall(team.admin.organizationId, callId)).toEqual({
      totalMicroUsd: 0,
      incomplete: false,
      lines: [],
    });
  });

  it('shows another organization nothing of it', async () => {
    const callId = await stage.endedCall(team.trainee);
    await account(callId);
    const other = await stage.team();
    expect(await ledger.costOfCall(other.admin.organizationId, callId)).toBeUndefined();
  });
});
