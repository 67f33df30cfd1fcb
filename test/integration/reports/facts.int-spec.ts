import { DataSource } from 'typeorm';
import { ExportsAndSchedules1700000001431 } from '../../../migrations/1700000001431-exports-and-schedules';
import { FinerReportFacts1700000001460 } from '../../../migrations/1700000001460-finer-report-facts';
import { MemberMonths1700000001461 } from '../../../migrations/1700000001461-member-months';
import { ReportFacts1700000001430 } from '../../../migrations/1700000001430-report-facts';
import { CostReport } from '../../../apps/api/src/reports/cost-report.schemas';
import { FactsService } from '../../../apps/api/src/reports/facts/facts.service';
import { LatencyReport } from '../../../apps/api/src/reports/latency-report.schemas';
import { QualityReport } from '../../../apps/api/src/reports/quality-report.schemas';
import { AfterCallStage, type Team } from './after-call-stage';
import { type History, writeHistory } from './random-history';

const QUERY = 'from=2026-06-01&to=2026-07-31';
const running = () => new AbortController().signal;

describe('What reports are made of', () => {
  let stage: AfterCallStage;
  let team: Team;
  let history: History;
  const facts = () => stage.get(FactsService);
  const organizationId = () => team.admin.organizationId;

  beforeAll(async () => {
    stage = await AfterCallStage.open();
  }, 60_000);
  afterAll(() => stage.close());
  beforeEach(async () => {
    team = await stage.team('UTC');
    history = await writeHistory(stage, [team.trainee], {
      seed: 11,
      calls: 8,
      around: ['2026-06-30T12:00:00Z'],
    });
    await facts().refresh(organizationId());
  });

  const cost = async () =>
    CostReport.parse(
      await (await stage.request(team.admin, `/reports/cost?${QUERY}&groupBy=day`)).json(),
    );
  const oneLine = async () => {
    const [line] = await stage.sql<{ source_id: string; paid: string }>(
      `SELECT source_id, coalesce(charged_micro_usd, cost_micro_usd) AS paid FROM usage_records
       WHERE organization_id = $1 AND call_id IS NOT NULL AND cost_micro_usd IS NOT NULL LIMIT 1`,
      [organizationId()],
    );
    if (!line) throw new Error('The history has no line.');
    return { sourceId: line.source_id, paid: Number(line.paid) };
  };

  it('takes in a charge that comes days later, whoever writes it', async () => {
    const before = await cost();
    const { sourceId, paid } = await oneLine();
    await stage.sql(
      `UPDATE usage_records SET charged_micro_usd = $3 WHERE organization_id = $1 AND source_id = $2`,
      [organizationId(), sourceId, paid + 777],
    );
    expect((await cost()).freshness.pending).toBeGreaterThan(0);
    await facts().refresh(organizationId());
    const after = await cost();
    expect(after.total.costMicroUsd).toBe(before.total.costMicroUsd + 777);
    expect(after.freshness.pending).toBe(0);
  });

  it('is not asked to work by what reports do not show, such as a sign of life', async () => {
    await stage.sql('UPDATE calls SET last_seen_at = now() WHERE organization_id = $1', [
      organizationId(),
    ]);
    expect((await facts().freshness(organizationId())).pending).toBe(0);
  });

  it('moves calls to other days when the organization moves to another time zone', async () => {
    await stage.sql(`UPDATE organizations SET time_zone = 'Pacific/Kiritimati' WHERE id = $1`, [
      organizationId(),
    ]);
    expect((await cost()).freshness.rebuild).toEqual({ done: 0, total: null });
    await facts().rebuild(organizationId(), running());
    const { rows, freshness } = await cost();
    expect(freshness.rebuild).toBeNull();
    const days = history.calls.map(({ startedAt }) =>
      new Date(startedAt.getTime() + 14 * 3_600_000).toISOString().slice(0, 10),
    );
    expect(rows.filter(({ calls }) => calls).map(({ key }) => key)).toEqual(
      [...new Set(days)].sort(),
    );
  });

  it('is compared with the records, repaired, and found right the next time', async () => {
    const before = await cost();
    await stage.sql(
      'UPDATE call_facts SET cost_micro_usd = cost_micro_usd + 5 WHERE organization_id = $1',
      [organizationId()],
    );
    await stage.sql('UPDATE usage_days SET quantity = quantity + 1 WHERE organization_id = $1', [
      organizationId(),
    ]);
    await facts().check(organizationId(), running());
    const found = (await facts().freshness(organizationId())).check;
    expect(found?.differences).toBeGreaterThan(8);
    expect((await cost()).total).toEqual(before.total);
    await stage.sql('DELETE FROM fact_checks WHERE organization_id = $1', [organizationId()]);
    await facts().check(organizationId(), running());
    expect((await facts().freshness(organizationId())).check?.differences).toBe(0);
  });

  it.each([
    ['persona_days', 'calls = calls + 1'],
    ['persona_usage_days', 'cost_micro_usd = cost_micro_usd + 1'],
    ['persona_criterion_days', 'points = points + 1'],
    ['ending_days', 'calls = calls + 1'],
    ['practice_weeks', 'trainees = trainees + 1'],
    ['member_months', 'calls = calls + 1'],
  ])('finds and repairs what is wrong in %s', async (table, change) => {
    const rows = () =>
      stage.sql<object>(
        `SELECT row.* FROM ${table} row WHERE organization_id = $1 ORDER BY row::text`,
        [organizationId()],
      );
    const right = await rows();
    expect(right.length).toBeGreaterThan(0);
    await stage.sql(`UPDATE ${table} SET ${change} WHERE organization_id = $1`, [organizationId()]);
    await facts().check(organizationId(), running());
    expect((await facts().freshness(organizationId())).check?.differences).toBe(right.length);
    expect(await rows()).toEqual(right);
  });

  it('counts the failures of providers that calls survived', async () => {
    const personaId = history.calls.find((call) => call.personaId)?.personaId ?? '';
    const [call] = history.calls.filter((one) => one.personaId === personaId);
    await stage.sql(
      `INSERT INTO call_failures (organization_id, call_id, stage, provider, kind, fatal, failures)
       VALUES ($1, $2, 'tts', 'cartesia', 'timeout', false, 3)`,
      [organizationId(), call?.id],
    );
    await facts().check(organizationId(), running());
    for (const filter of ['', `&persona=${personaId}`, `&member=${call?.memberId}`]) {
      const response = await stage.request(team.admin, `/reports/quality?${QUERY}${filter}`);
      expect(QualityReport.parse(await response.json()).failures).toEqual([
        {
          provider: 'cartesia',
          stage: 'tts',
          kind: 'timeout',
          fatal: false,
          failures: 3,
          calls: 1,
        },
      ]);
    }
  });

  it('forgets a call that is gone, and keeps what it cost', async () => {
    const before = await cost();
    const [call] = history.calls;
    await stage.sql('DELETE FROM calls WHERE id = $1', [call?.id]);
    await facts().refresh(organizationId());
    const after = await cost();
    expect(after.total.calls).toBe((before.total.calls ?? 0) - 1);
    expect(after.total.costMicroUsd).toBe(before.total.costMicroUsd);
  });

  it('tells waits of very many answers to within five per cent', async () => {
    const [call] = history.calls;
    await stage.sql(
      `INSERT INTO turn_latencies (organization_id, call_id, turn_id, answers, occurred_at, speculated,
         response_ms, llm_provider, llm_model, first_token_ms)
       SELECT $1, $2, 'many-' || n, 'x', now(), false, (300 + 2000 * power(n / 25000.0, 3))::int,
         'openai', 'm', 200 + n % 400 FROM generate_series(1, 25000) n`,
      [organizationId(), call?.id],
    );
    await facts().check(organizationId(), running());
    const [exact] = await stage.sql<{ p50: number; p95: number }>(
      `SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY response_ms) AS p50,
         percentile_cont(0.95) WITHIN GROUP (ORDER BY response_ms) AS p95
       FROM turn_latencies WHERE organization_id = $1`,
      [organizationId()],
    );
    const persona = history.calls.find(({ personaId }) => personaId)?.personaId ?? '';
    const callsPersona = call?.personaId ? [`&groupBy=week&persona=${call.personaId}`] : [];
    const ways = ['', '&groupBy=mode', '&groupBy=day', '&groupBy=week', '&groupBy=persona'];
    for (const filter of [...ways, ...callsPersona]) {
      const response = await stage.request(team.admin, `/reports/latency?${QUERY}${filter}`);
      const report = LatencyReport.parse(await response.json());
      const whole = report.total.find(({ stage: name }) => name === 'response');
      expect(report.exact).toBe(false);
      expect(Math.abs((whole?.p50Ms ?? 0) / (exact?.p50 ?? 1) - 1)).toBeLessThan(0.05);
      expect(Math.abs((whole?.p95Ms ?? 0) / (exact?.p95 ?? 1) - 1)).toBeLessThan(0.05);
      const busiest = report.rows
        .filter(({ stage: name }) => name === (filter === '' ? 'firstToken' : 'response'))
        .reduce((most, row) => Math.max(most, row.n), 0);
      if (filter !== '') expect(busiest).toBeGreaterThanOrEqual(25_000);
    }
    const narrow = await stage.request(
      team.admin,
      `/reports/latency?${QUERY}&persona=${persona}&mode=cold_call`,
    );
    expect(narrow.status).toBe(200);
  });

  it('can be taken away and made again by its migrations', async () => {
    const runner = stage.get(DataSource).createQueryRunner();
    const [facts_, mails, finer, months] = [
      new ReportFacts1700000001430(),
      new ExportsAndSchedules1700000001431(),
      new FinerReportFacts1700000001460(),
      new MemberMonths1700000001461(),
    ];
    try {
      await months.down(runner);
      await finer.down(runner);
      await mails.down(runner);
      await facts_.down(runner);
      await facts_.up(runner);
      await mails.up(runner);
      await finer.up(runner);
      await months.up(runner);
    } finally {
      await runner.release();
    }
    // Calls from before are worked out anew.
    expect((await facts().freshness(organizationId())).rebuild).not.toBeNull();
    await facts().rebuild(organizationId(), running());
    expect((await cost()).total.calls).toBe(8);
  });
});
