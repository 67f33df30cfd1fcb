import { UsageReport } from '../../../apps/api/src/reports/usage-report.schemas';
import { FactsService } from '../../../apps/api/src/reports/facts/facts.service';
import { UsageService } from '../../../apps/api/src/usage/usage.service';
import { CallsService } from '../../../apps/api/src/calls/calls.service';
import type { Actor } from '../../../apps/api/src/auth/actor';
import { AfterCallStage, type EndedCall, type Team } from './after-call-stage';

const tokens = (provider: string, model: string, quantity: number) => ({
  provider,
  model,
  quantities: [{ unit: 'output_token' as const, quantity }],
});

describe('GET /api/reports/usage', () => {
  let stage: AfterCallStage;
  let team: Team;

  beforeAll(async () => {
    stage = await AfterCallStage.open();
    team = await stage.team('America/New_York');
    // Each call lasts a minute. In New York the first one is still on the 9th.
    await held(team.trainee, {
      startedAt: new Date('2026-11-10T04:59:00Z'),
      usage: [tokens('openai', 'gpt-4.1-mini', 1_000_000), tokens('house', 'blend', 5)],
    });
    await held(team.trainee, {
      startedAt: new Date('2026-11-10T05:00:00Z'),
      usage: [tokens('openai', 'gpt-4.1-mini', 500_000)],
    });
    await held(team.otherTrainee, { startedAt: new Date('2026-11-12T12:00:00Z') });
    const other = await stage.team();
    await held(other.trainee, {
      startedAt: new Date('2026-11-10T12:00:00Z'),
      usage: [tokens('openai', 'gpt-4.1-mini', 7)],
    });
  }, 60_000);
  afterAll(() => stage.close());

  const held = async (actor: Actor, call: EndedCall) => {
    const callId = await stage.endedCall(actor, call);
    const { organizationId } = actor;
    const events = await stage.get(CallsService).events(organizationId, callId);
    const startedAt = call.startedAt ?? new Date();
    await stage.get(UsageService).recordCallUsage(organizationId, { callId, startedAt }, events);
    await stage.get(FactsService).refresh(organizationId);
  };
  const ask = (query: string, headers: Record<string, string> = {}, actor = team.admin) =>
    stage.request(actor, `/reports/usage?from=2026-11-01&to=2026-11-30&${query}`, { headers });
  const report = async (query: string) => UsageReport.parse(await (await ask(query)).json());

  it('adds up what each member used', async () => {
    const { rows, total, timeZone } = await report('groupBy=member');
    expect(timeZone).toBe('America/New_York');
    expect(rows).toEqual([
      {
        key: team.trainee.memberId,
        label: '=Tess',
        calls: 2,
        minutes: 2,
        tokens: 1_500_005,
        characters: 0,
        costMicroUsd: 2_400_000,
        incomplete: true,
      },
      {
        key: team.otherTrainee.memberId,
        label: 'Tom',
        calls: 1,
        minutes: 1,
        tokens: 0,
        characters: 0,
        costMicroUsd: 0,
        incomplete: false,
      },
    ]);
    expect(total).toEqual({
      calls: 3,
      minutes: 3,
      tokens: 1_500_005,
      characters: 0,
      costMicroUsd: 2_400_000,
      incomplete: true,
    });
  });

  it('cuts days by the time zone of the organization', async () => {
    const { rows } = await report('groupBy=day');
    expect(rows.map(({ key, calls, costMicroUsd }) => [key, calls, costMicroUsd])).toEqual([
      ['2026-11-09', 1, 1_600_000],
      ['2026-11-10', 1, 800_000],
      ['2026-11-12', 1, 0],
    ]);
  });

  it('takes the first and the last day in', async () => {
    const response = await stage.request(
      team.admin,
      '/reports/usage?from=2026-11-10&to=2026-11-12&groupBy=day',
    );
    expect(UsageReport.parse(await response.json()).total.calls).toBe(2);
  });

  it('counts a call for every provider it used', async () => {
    const { rows, total } = await report('groupBy=provider');
    expect(rows.map(({ key, calls, incomplete }) => [key, calls, incomplete])).toEqual([
      ['openai', 2, false],
      ['house', 1, true],
    ]);
    expect(total.calls).toBe(3);
  });

  it.each(['persona', 'mode'])('groups by %s', async (groupBy) => {
    const { rows } = await report(`groupBy=${groupBy}`);
    expect(rows.reduce((sum, row) => sum + row.calls, 0)).toBe(3);
    expect(rows[0]?.label).toBe(groupBy === 'mode' ? 'cold_call' : 'Sarah');
  });

  it('answers in CSV without formulas', async () => {
    const response = await ask('groupBy=member', { Accept: 'text/csv' });
    expect(response.headers.get('content-type')).toContain('text/csv');
    expect(await response.text()).toBe(
      [
        'member,calls,minutes,tokens,characters,cost_usd,cost_incomplete',
        "'=Tess,2,2,1500005,0,2.400000,true",
        'Tom,1,1,0,0,0.000000,false',
        '',
      ].join('\r\n'),
    );
  });

  it('has zeros for a time without calls, and thirty days when none are named', async () => {
    const response = await stage.request(team.admin, '/reports/usage?to=2020-03-01');
    expect(await response.json()).toMatchObject({
      from: '2020-02-01',
      to: '2020-03-01',
      groupBy: 'day',
      rows: [],
      total: { calls: 0, costMicroUsd: 0, incomplete: false },
    });
  });

  it.each(['groupBy=planet', 'from=yesterday', 'from=2026-12-01&to=2026-11-01', 'from=2026-02-30'])(
    'refuses %s',
    async (query) => {
      const response = await stage.request(team.admin, `/reports/usage?${query}`);
      expect(response.status).toBe(400);
    },
  );
});
