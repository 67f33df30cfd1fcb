import { DataSource } from 'typeorm';
import { Clock } from '../../../apps/api/src/platform/clock/clock';
import { MonthSumRepository } from '../../../apps/api/src/usage/months/month-sum.repository';
import { PricesService } from '../../../apps/api/src/usage/prices/prices.service';
import { PricingRunsService } from '../../../apps/api/src/usage/prices/pricing-runs.service';
import { UsageService } from '../../../apps/api/src/usage/usage.service';
import { codeOf, createOrganization, type TestOrganization } from '../../support/organizations';
import { createTestApp, type TestApp } from '../../support/test-app';

const NOW = new Date('2026-11-21T10:00:00Z');

describe('filling in prices that were unknown', () => {
  let stage: TestApp;
  let runs: PricingRunsService;
  let ours: TestOrganization;

  beforeAll(async () => {
    stage = await createTestApp({
      override: (builder) => builder.overrideProvider(Clock).useValue({ now: () => NOW }),
    });
    runs = stage.app.get(PricingRunsService);
  }, 60_000);
  afterAll(() => stage.close());
  beforeEach(async () => {
    ours = await createOrganization(stage);
  });

  const use = (model: string, days: readonly string[], organizationId = ours.id) =>
    stage.app.get(UsageService).record(
      organizationId,
      null,
      days.map((day, index) => ({
        sourceId: `${model}-${index}`,
        component: 'language_model',
        provider: 'house',
        model,
        unit: 'output_token',
        quantity: 1_000,
        estimated: false,
        purpose: 'reply',
        occurredAt: new Date(`${day}T12:00:00Z`),
      })),
    );
  const price = (change: object = {}) =>
    stage.app.get(PricesService).create(ours.admin, {
      provider: 'house',
      model: 'blend',
      unit: 'output_token',
      amountMicroUsd: 2_000,
      perQuantity: 1_000,
      currency: 'USD',
      validFrom: null,
      validTo: null,
      source: 'us',
      sourceDate: null,
      ...change,
    });
  const costs = async (organizationId = ours.id) => {
    const rows = await stage.app.get(DataSource).query<{ cost: number | null }[]>(
      `SELECT cost_micro_usd::int AS cost FROM usage_records WHERE organization_id = $1
       ORDER BY occurred_at, source_id`,
      [organizationId],
    );
    return rows.map(({ cost }) => cost);
  };
  const fillIn = async () => {
    const { run } = await runs.start(ours.admin);
    await runs.work({ organizationId: ours.id, id: run?.id ?? '' });
    return (await runs.get(ours.admin)).run;
  };

  it('takes the price of the time and leaves what has none', async () => {
    await use('blend', ['2026-10-31', '2026-11-01', '2026-11-02']);
    await use('other', ['2026-11-03']);
    await price({ validFrom: '2026-11-01', validTo: '2026-11-02' });
    await price({ validFrom: '2026-11-02', amountMicroUsd: 5_000 });
    expect(await runs.get(ours.admin)).toEqual({ unpriced: 4, run: null });
    expect(await fillIn()).toMatchObject({
      total: 4,
      lookedAt: 4,
      priced: 2,
      finishedAt: NOW.toISOString(),
    });
    expect(await costs()).toEqual([null, 2_000, 5_000, null]);
    expect((await runs.get(ours.admin)).unpriced).toBe(2);
  });

  it('never touches what has a price', async () => {
    await price({ validTo: '2026-11-02' });
    await use('blend', ['2026-11-01', '2026-11-03']);
    await price({ validFrom: '2026-11-02', amountMicroUsd: 9_000 });
    await fillIn();
    await fillIn();
    expect(await costs()).toEqual([2_000, 9_000]);
  });

  it('keeps the sum of the month right', async () => {
    await use('blend', ['2026-11-01', '2026-11-02']);
    await price();
    const sums = stage.app.get(MonthSumRepository);
    expect(await sums.find(ours.id, NOW)).toMatchObject({ spentMicroUsd: 0, unpriced: 2 });
    await fillIn();
    expect(await sums.find(ours.id, NOW)).toMatchObject({ spentMicroUsd: 4_000, unpriced: 0 });
    expect(await sums.rebuild(ours.id, '2026-11-01')).toBe(0);
  });

  it('goes on where it was after it was cut off, and through more than one helping', async () => {
    await use(
      'blend',
      Array.from({ length: 1_203 }, () => '2026-11-01'),
    );
    await price();
    const { run } = await runs.start(ours.admin);
    const key = { organizationId: ours.id, id: run?.id ?? '' };
    const cut = new AbortController();
    cut.abort();
    await expect(runs.work(key, cut.signal)).rejects.toThrow();
    await Promise.all([runs.work(key), runs.work(key)]);
    const after = (await runs.get(ours.admin)).run;
    expect(after).toMatchObject({ priced: 1_203 });
    expect(new Set(await costs())).toEqual(new Set([2_000]));
  });

  it('does one at a time', async () => {
    await use('blend', ['2026-11-01']);
    await runs.start(ours.admin);
    expect(await codeOf(runs.start(ours.admin))).toBe('prices.pricing_under_way');
  });

  it('leaves another organization’s records alone', async () => {
    const theirs = await createOrganization(stage);
    await use('blend', ['2026-11-01'], theirs.id);
    await use('blend', ['2026-11-01']);
    await price();
    await fillIn();
    expect(await costs(theirs.id)).toEqual([null]);
    expect(await runs.get(theirs.admin)).toEqual({ unpriced: 1, run: null });
  });
});
