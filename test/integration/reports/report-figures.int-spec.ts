import { CostReport } from '../../../apps/api/src/reports/cost-report.schemas';
import { FactsService } from '../../../apps/api/src/reports/facts/facts.service';
import { ProgressReport } from '../../../apps/api/src/reports/progress-report.schemas';
import { QualityReport } from '../../../apps/api/src/reports/quality-report.schemas';
import { UsageReport } from '../../../apps/api/src/reports/usage-report.schemas';
import { AfterCallStage, type Team } from './after-call-stage';
import { type HeldCall, type History, type UsedLine, writeHistory } from './random-history';

const ZONE = 'Europe/Berlin';
/** Two nights in which a day has 23 and 25 hours, and an ordinary one. */
const AROUND = ['2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z', '2026-06-30T12:00:00Z'];
const PERIOD = 'from=2026-03-29&to=2026-10-25';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const dayOf = (moment: Date) => new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(moment);
const inPeriod = (moment: Date) => {
  const day = dayOf(moment);
  return day >= '2026-03-29' && day <= '2026-10-25';
};
const paid = ({ charged, cost }: UsedLine) => charged ?? cost ?? 0;
const grouped = <Value>(values: readonly Value[], keyOf: (value: Value) => string) => {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  }
  return groups;
};
/** As `percentile_cont` has it. */
const percentile = (values: readonly number[], share: number) => {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)] ?? 0;
  return Math.round(low + (place % 1) * ((sorted[Math.ceil(place)] ?? 0) - low));
};

describe('The figures of every report', () => {
  let stage: AfterCallStage;
  let team: Team;
  let history: History;

  beforeAll(async () => {
    stage = await AfterCallStage.open();
    team = await stage.team(ZONE);
    history = await writeHistory(stage, [team.trainee, team.otherTrainee], {
      seed: 7,
      calls: 150,
      around: AROUND,
    });
    const other = await stage.team(ZONE);
    await writeHistory(stage, [other.trainee], { seed: 8, calls: 20, around: AROUND });
    await stage.get(FactsService).refresh(team.admin.organizationId);
    await stage.get(FactsService).refresh(other.admin.organizationId);
  }, 120_000);
  afterAll(() => stage.close());

  const ask = async (path: string, actor = team.admin): Promise<unknown> => {
    const response = await stage.request(actor, `/reports/${path}`);
    expect(response.status).toBe(200);
    return response.json();
  };
  /** The calls of the period, each with its lines of the ledger. */
  const held = (fits: (call: HeldCall) => boolean = () => true) =>
    history.calls
      .filter((call) => inPeriod(call.startedAt) && fits(call))
      .map((call) => ({ call, lines: history.lines.filter(({ callId }) => callId === call.id) }));
  const loose = () =>
    history.lines.filter((line) => line.callId === null && inPeriod(line.occurredAt));

  it.each([
    ['member', ({ memberId }: HeldCall) => memberId],
    ['persona', ({ personaId }: HeldCall) => personaId ?? ''],
    ['mode', ({ mode }: HeldCall) => mode ?? ''],
    ['channel', ({ channel }: HeldCall) => channel],
    ['engine', ({ engine }: HeldCall) => engine],
  ] as const)('of usage by %s are what the records come to', async (groupBy, keyOf) => {
    const { rows, total } = UsageReport.parse(await ask(`usage?${PERIOD}&groupBy=${groupBy}`));
    const expected = [...grouped(held(), ({ call }) => keyOf(call))].map(([key, calls]) => {
      const lines = calls.flatMap((one) => one.lines);
      const quantity = (fits: (unit: string) => boolean) =>
        sum(lines.filter(({ unit }) => fits(unit)).map((line) => line.quantity));
      return {
        key,
        calls: calls.length,
        minutes: Math.round(sum(calls.map(({ call }) => call.durationMs)) / 600) / 100,
        tokens: quantity((unit) => unit.endsWith('_token')),
        characters: quantity((unit) => unit === 'character'),
        costMicroUsd: sum(lines.map(paid)),
        incomplete: lines.some(({ cost, charged }) => (charged ?? cost) === null),
      };
    });
    const found = rows.filter(({ key }) => key !== 'without_call');
    const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1);
    expect(found.map(({ label: _label, ...row }) => row).sort(byKey)).toEqual(expected.sort(byKey));
    expect(total.calls).toBe(held().length);
    expect(total.costMicroUsd).toBe(
      sum(held().flatMap(({ lines }) => lines.map(paid))) + sum(loose().map(paid)),
    );
  });

  it('of cost by day are cut at the midnights of the organization, in summer and in winter', async () => {
    const { rows } = CostReport.parse(await ask(`cost?${PERIOD}&groupBy=day`));
    const costs = new Map<string, number>();
    const add = (day: string, cost: number) => costs.set(day, (costs.get(day) ?? 0) + cost);
    for (const { call, lines } of held()) add(dayOf(call.startedAt), sum(lines.map(paid)));
    for (const line of loose()) add(dayOf(line.occurredAt), paid(line));
    expect(rows.map(({ key, costMicroUsd }) => [key, costMicroUsd])).toEqual(
      [...costs].sort(([a], [b]) => (a < b ? -1 : 1)),
    );
    expect(rows.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['2026-03-29', '2026-10-24', '2026-10-25']),
    );
  });

  it.each(['component', 'provider', 'purpose'] as const)(
    'of cost by %s add up every line of the ledger, also of no call',
    async (groupBy) => {
      const { rows, total, withoutCallMicroUsd } = CostReport.parse(
        await ask(`cost?${PERIOD}&groupBy=${groupBy}`),
      );
      const lines = [...held().flatMap((one) => one.lines), ...loose()];
      const expected = [...grouped(lines, (line) => line[groupBy])].map(([key, some]) => [
        key,
        sum(some.map(paid)),
      ]);
      const found = rows.map(({ key, costMicroUsd }) => [key, costMicroUsd]);
      expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
      expect(total.costMicroUsd).toBe(sum(lines.map(paid)));
      expect(total.speculationMicroUsd).toBe(
        sum(lines.filter(({ purpose }) => purpose === 'speculative').map(paid)),
      );
      expect(withoutCallMicroUsd).toBe(sum(loose().map(paid)));
    },
  );

  it('of cost with a filter count calls that fit alone, by whichever way they are read', async () => {
    const fits = ({ memberId, channel }: HeldCall) =>
      memberId === team.trainee.memberId && channel === 'phone';
    const expected = sum(held(fits).flatMap(({ lines }) => lines.map(paid)));
    const filter = `member=${team.trainee.memberId}&channel=phone`;
    for (const groupBy of ['mode', 'provider', 'day', 'component']) {
      const report = CostReport.parse(await ask(`cost?${PERIOD}&groupBy=${groupBy}&${filter}`));
      expect(report.total.costMicroUsd).toBe(expected);
      expect(sum(report.rows.map(({ costMicroUsd }) => costMicroUsd))).toBe(expected);
    }
  });

  it('tell what a practised minute costs', async () => {
    const { total } = CostReport.parse(await ask(`cost?${PERIOD}`));
    const practised = held(({ personaId }) => personaId !== null);
    const ms = sum(practised.map(({ call }) => call.durationMs));
    expect(total.practisedMs).toBe(ms);
    expect(total.costPerMinuteMicroUsd).toBe(Math.round((total.costMicroUsd * 60_000) / ms));
  });

  it('of quality are those of every answer and every turn', async () => {
    const report = QualityReport.parse(await ask(`quality?${PERIOD}&groupBy=provider`));
    const answers = held().flatMap(({ call }) => call.answers);
    const response = report.latency.total.find(({ stage: name }) => name === 'response');
    const times = answers.map(({ responseMs }) => responseMs);
    expect(report.latency.exact).toBe(true);
    expect(response).toEqual({
      stage: 'response',
      n: times.length,
      p50Ms: percentile(times, 0.5),
      p95Ms: percentile(times, 0.95),
    });
    for (const [provider, some] of grouped(answers, (answer) => answer.provider)) {
      const tokens = some.map(({ tokenMs }) => tokenMs);
      expect(report.latency.rows).toContainEqual({
        key: provider,
        label: provider,
        stage: 'firstToken',
        n: tokens.length,
        p50Ms: percentile(tokens, 0.5),
        p95Ms: percentile(tokens, 0.95),
      });
    }
    const calls = held().map(({ call }) => call);
    expect(report.total).toMatchObject({
      calls: calls.length,
      interruptions: sum(calls.map(({ interrupted }) => interrupted)),
      failed: calls.filter(({ endReason }) => ['failed', 'crashed'].includes(endReason)).length,
      speculationsUsed: answers.filter(({ speculated }) => speculated).length,
    });
  });

  it('of progress are first, best and latest of each trainee in each mode', async () => {
    const { trainees, weeks, criteria, total } = ProgressReport.parse(
      await ask(`progress?${PERIOD}`),
    );
    const practised = held(({ mode }) => mode !== null)
      .map(({ call }) => call)
      .sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
    const groups = grouped(practised, ({ memberId, mode }) => `${memberId} ${mode}`);
    expect(trainees).toHaveLength(groups.size);
    for (const row of trainees) {
      const calls = groups.get(`${row.memberId} ${row.mode}`) ?? [];
      const scores = calls.flatMap(({ score }) => (score === null ? [] : [score]));
      expect(row).toMatchObject({
        calls: calls.length,
        samples: calls.filter(({ sample }) => sample).length,
        n: scores.length,
        first: scores[0],
        best: Math.max(...scores),
        latest: scores.at(-1),
        mean: Math.round((sum(scores) / scores.length) * 10) / 10,
      });
    }
    expect(sum(weeks.map(({ calls }) => calls))).toBe(practised.length);
    expect(total.calls).toBe(practised.length);
    const opening = practised.flatMap(({ score, criteria: judged, mode }) => {
      const points = judged.find(({ key }) => key === 'opening')?.points;
      return score === null || mode !== 'interview' || typeof points !== 'number' ? [] : [points];
    });
    expect(
      criteria.find((one) => one.criterion === 'opening' && one.mode === 'interview'),
    ).toMatchObject({
      n: opening.length,
      mean: Math.round((sum(opening) / opening.length) * 10) / 10,
    });
  });

  const FILTERS: readonly [string, Partial<HeldCall>][] = [
    ['', {}],
    ['mode=interview', { mode: 'interview' }],
    ['channel=phone', { channel: 'phone' }],
    ['engine=realtime', { engine: 'realtime' }],
    [
      'mode=cold_call&channel=browser&engine=pipeline',
      { mode: 'cold_call', channel: 'browser', engine: 'pipeline' },
    ],
    ['persona', {}],
    ['persona&channel=phone', { channel: 'phone' }],
    ['persona&mode=cold_call', { mode: 'cold_call' }],
    ['samples=exclude', { sample: false }],
  ];
  const filtered = ([query, fields]: (typeof FILTERS)[number]) => {
    const persona = history.calls.find(({ mode }) => mode === 'cold_call')?.personaId ?? '';
    const wanted = query.startsWith('persona') ? { ...fields, personaId: persona } : fields;
    return {
      query: query.replace('persona', `persona=${persona}`),
      calls: held((call) =>
        Object.entries(wanted).every(([name, value]) => call[name as keyof HeldCall] === value),
      ),
    };
  };

  it.each(FILTERS)(
    'of progress by week with the filter “%s” are those of its calls',
    async (...filter) => {
      const { query, calls } = filtered(filter);
      const { weeks } = ProgressReport.parse(await ask(`progress?${PERIOD}&${query}`));
      const mondayOf = ({ startedAt }: HeldCall) => {
        const day = Date.parse(dayOf(startedAt));
        return new Date(day - ((new Date(day).getUTCDay() + 6) % 7) * 86_400_000)
          .toISOString()
          .slice(0, 10);
      };
      const practised = calls.map(({ call }) => call).filter(({ mode }) => mode !== null);
      const expected = [...grouped(practised, mondayOf)]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([week, some]) => {
          const scores = some.flatMap(({ score }) => (score === null ? [] : [score]));
          return {
            week,
            calls: some.length,
            trainees: new Set(some.map(({ memberId }) => memberId)).size,
            n: scores.length,
            mean: scores.length > 0 ? Math.round((sum(scores) / scores.length) * 10) / 10 : null,
          };
        });
      expect(
        weeks.map(({ week, calls: n, trainees, ...row }) => ({
          week,
          calls: n,
          trainees,
          n: row.n,
          mean: row.mean,
        })),
      ).toEqual(expected);
    },
  );

  it.each(FILTERS.filter(([query]) => !query.startsWith('samples')))(
    'of cost and quality with the filter “%s” are those of its calls',
    async (...filter) => {
      const { query, calls } = filtered(filter);
      const paidFor = [...calls.flatMap(({ lines }) => lines), ...(query === '' ? loose() : [])];
      for (const groupBy of [
        'component',
        'purpose',
        'provider',
        'persona',
        'channel',
        'week',
      ] as const) {
        const { rows, total } = CostReport.parse(
          await ask(`cost?${PERIOD}&groupBy=${groupBy}&${query}`),
        );
        expect(sum(rows.map(({ costMicroUsd }) => costMicroUsd))).toBe(sum(paidFor.map(paid)));
        expect(total.costMicroUsd).toBe(sum(paidFor.map(paid)));
        expect(total.calls).toBe(calls.length);
        if (groupBy === 'component' || groupBy === 'purpose') {
          expect(
            Object.fromEntries(rows.map(({ key, costMicroUsd }) => [key, costMicroUsd])),
          ).toEqual(
            Object.fromEntries(
              [...grouped(paidFor, (line) => line[groupBy])].map(([key, some]) => [
                key,
                sum(some.map(paid)),
              ]),
            ),
          );
        }
      }
      const { endings } = QualityReport.parse(await ask(`quality?${PERIOD}&${query}`));
      expect(Object.fromEntries(endings.map(({ reason, calls: n }) => [reason, n]))).toEqual(
        Object.fromEntries(
          [...grouped(calls, ({ call }) => call.endReason)].map(([reason, some]) => [
            reason,
            some.length,
          ]),
        ),
      );
    },
  );

  it('show a trainee only their own progress', async () => {
    const own = ProgressReport.parse(await ask(`progress?${PERIOD}`, team.trainee));
    expect(new Set(own.trainees.map(({ memberId }) => memberId))).toEqual(
      new Set([team.trainee.memberId]),
    );
    expect(own.total.calls).toBe(
      held((call) => call.mode !== null && call.memberId === team.trainee.memberId).length,
    );
    const response = await stage.request(
      team.trainee,
      `/reports/progress?${PERIOD}&member=${team.otherTrainee.memberId}`,
    );
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: 'reports.only_your_own' });
  });

  it('are nothing of another organization, whichever of its ids is named', async () => {
    const stranger = await stage.team();
    for (const path of ['usage', 'cost', 'progress', 'quality']) {
      const report = (await ask(
        `${path}?${PERIOD}&member=${team.trainee.memberId}`,
        stranger.admin,
      )) as { total: { calls: number } };
      expect(report.total.calls).toBe(0);
    }
  });

  it('are the same when everything is worked out again', async () => {
    const before = await ask(`cost?${PERIOD}&groupBy=day`);
    const { organizationId } = team.admin;
    await stage.get(FactsService).check(organizationId, new AbortController().signal);
    const { check } = await stage.get(FactsService).freshness(organizationId);
    expect(check).toMatchObject({ calls: 150, differences: 0 });
    expect(await ask(`cost?${PERIOD}&groupBy=day`)).toEqual({
      ...(before as object),
      freshness: expect.objectContaining({ check }),
    });
  });
});
