import { DataSource } from 'typeorm';
import { Clock } from '../../../apps/api/src/platform/clock/clock';
import { MonthSumRepository } from '../../../apps/api/src/usage/months/month-sum.repository';
import { PriceUnknownRunner } from '../../../apps/api/src/usage/prices/price-unknown.runner';
import { PricesService } from '../../../apps/api/src/usage/prices/prices.service';
import { PricingRunsService } from '../../../apps/api/src/usage/prices/pricing-runs.service';
import { UnpricedRepository } from '../../../apps/api/src/usage/prices/unpriced.repository';
import { AuditService } from '../../../apps/api/src/organizations/audit.service';
import { PriceRepository } from '../../../apps/api/src/usage/price.repository';
import { PricingRunRepository } from '../../../apps/api/src/usage/prices/pricing-run.repository';
import { TasksService } from '../../../apps/api/src/tasks/tasks.service';
import { UsageService } from '../../../apps/api/src/usage/usage.service';
import { codeOf, createOrganization, type TestOrganization } from '../../support/organizations';
import { SteeredClock } from '../../support/steered-clock';
import { createTestApp, type TestApp } from '../../support/test-app';

const BEGUN = '2026-11-21T10:00:00Z';

describe('filling in prices that were unknown', () => {
  let stage: TestApp;
  let runs: PricingRunsService;
  let runner: PriceUnknownRunner;
  let ours: TestOrganization;
  const clock = new SteeredClock(BEGUN);

  beforeAll(async () => {
    stage = await createTestApp({
      override: (builder) => builder.overrideProvider(Clock).useValue(clock),
    });
    runs = stage.app.get(PricingRunsService);
    runner = new PriceUnknownRunner(
      stage.app.get(TasksService),
      stage.app.get(PricingRunRepository),
      stage.app.get(UnpricedRepository),
      stage.app.get(PriceRepository, { strict: false }),
    );
  }, 60_000);
  afterAll(() => stage.close());
  beforeEach(async () => {
    clock.set(BEGUN);
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
  /** A moment after the one before, which the list of the newest goes by. */
  const begin = async () => {
    clock.set(new Date(clock.now().getTime() + 1).toISOString());
    const { run } = await runs.start(ours.admin);
    return run?.task.id ?? '';
  };
  const work = (taskId: string, signal = new AbortController().signal, organizationId = ours.id) =>
    runner.process(
      { organizationId, taskId },
      { attempt: 1, attempts: 5, isLastAttempt: false, signal },
    );
  const fillIn = async () => {
    await work(await begin());
    return (await runs.get(ours.admin)).run;
  };
  const fills = async () =>
    (await stage.app.get(AuditService).page(ours.admin, { limit: 50, sort: '-at' })).items.filter(
      ({ action }) => action === 'price.filled_in',
    );

  it('takes the price of the time and leaves what has none', async () => {
    await use('blend', ['2026-10-31', '2026-11-01', '2026-11-02']);
    await use('other', ['2026-11-03']);
    await price({ validFrom: '2026-11-01', validTo: '2026-11-02' });
    await price({ validFrom: '2026-11-02', amountMicroUsd: 5_000 });
    expect(await runs.get(ours.admin)).toEqual({ unpriced: 4, run: null });
    expect(await fillIn()).toMatchObject({
      priced: 2,
      task: { state: 'done', total: 4, done: 4, failed: 2, finishedAt: clock.now().toISOString() },
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
    expect(await sums.find(ours.id, clock.now())).toMatchObject({ spentMicroUsd: 0, unpriced: 2 });
    await fillIn();
    expect(await sums.find(ours.id, clock.now())).toMatchObject({
      spentMicroUsd: 4_000,
      unpriced: 0,
    });
    expect(await sums.rebuild(ours.id, '2026-11-01')).toBe(0);
  });

  it('goes on where it was after it was cut off, and through more than one helping', async () => {
    await use(
      'blend',
      Array.from({ length: 1_203 }, () => '2026-11-01'),
    );
    await price();
    const id = await begin();
    const cut = new AbortController();
    cut.abort();
    await expect(work(id, cut.signal)).rejects.toThrow();
    await Promise.all([work(id), work(id)]);
    const after = (await runs.get(ours.admin)).run;
    expect(after).toMatchObject({ priced: 1_203, task: { state: 'done', failed: 0 } });
    expect(new Set(await costs())).toEqual(new Set([2_000]));
  });

  it('tells how far it is, also after its process was killed between two helpings', async () => {
    await use(
      'blend',
      Array.from({ length: 1_203 }, () => '2026-11-01'),
    );
    await price();
    const id = await begin();
    const unpriced = stage.app.get(UnpricedRepository);
    const fill = unpriced.fill.bind(unpriced);
    const seen: (number | null)[][] = [];
    const filling = jest.spyOn(unpriced, 'fill').mockImplementation(async (...helping) => {
      const task = await stage.app.get(TasksService).get(ours.admin, id);
      seen.push([task.done, task.total]);
      await fill(...helping);
      if (seen.length === 2) throw new Error('killed');
    });
    await expect(work(id)).rejects.toThrow('killed');
    await work(id);
    filling.mockRestore();
    expect(seen).toEqual([
      [0, 1_203],
      [500, 1_203],
      [1_000, 1_203],
    ]);
    expect((await runs.get(ours.admin)).run).toMatchObject({
      priced: 1_203,
      task: { state: 'done', done: 1_203, total: 1_203, failed: 0 },
    });
  });

  it('keeps what is filled in when it is stopped, and can be begun again', async () => {
    await use(
      'blend',
      Array.from({ length: 600 }, () => '2026-11-01'),
    );
    await price();
    const id = await begin();
    const unpriced = stage.app.get(UnpricedRepository);
    const fill = unpriced.fill.bind(unpriced);
    const filling = jest.spyOn(unpriced, 'fill').mockImplementation(async (...helping) => {
      await fill(...helping);
      await stage.app.get(TasksService).cancel(ours.admin, id);
    });
    await work(id);
    filling.mockRestore();
    expect(await runs.get(ours.admin)).toMatchObject({
      unpriced: 100,
      run: { priced: 500, task: { state: 'cancelled' } },
    });
    expect(await fillIn()).toMatchObject({ priced: 100, task: { state: 'done', total: 100 } });
  });

  it('says beside a run that is over what it has left, however the end falls in with the question', async () => {
    await use('blend', ['2026-11-01']);
    await price();
    const id = await begin();
    const tasks = stage.app.get(TasksService);
    const list = tasks.list.bind(tasks);
    const asking = jest.spyOn(tasks, 'list').mockImplementationOnce(async (...asked) => {
      await work(id);
      return list(...asked);
    });
    expect(await runs.get(ours.admin)).toMatchObject({
      unpriced: 0,
      run: { priced: 1, task: { state: 'done' } },
    });
    asking.mockRestore();
  });

  it('does one at a time: who asks meanwhile is shown the one under way', async () => {
    await use('blend', ['2026-11-01']);
    const id = await begin();
    expect(await begin()).toBe(id);
    expect(await fills()).toHaveLength(1);
    await work(id);
    expect(await begin()).not.toBe(id);
    expect(await fills()).toHaveLength(2);
  });

  it('is seen by coaches, and stopped by administrators alone', async () => {
    await use('blend', ['2026-11-01']);
    const id = await begin();
    const coach = await ours.member('coach');
    expect((await runs.get(coach)).run?.task).toMatchObject({ id, stoppable: false });
    expect((await runs.get(ours.admin)).run?.task).toMatchObject({ id, stoppable: true });
    const tasks = stage.app.get(TasksService);
    expect(await codeOf(tasks.cancel(coach, id))).toBe('tasks.not_yours_to_stop');
    expect(await codeOf(tasks.get(await ours.member('trainee'), id))).toBe('tasks.not_found');
    const other = await ours.member('admin', 'Another');
    expect((await tasks.cancel(other, id)).state).toBe('cancelled');
  });

  it('leaves another organization’s records alone', async () => {
    const theirs = await createOrganization(stage);
    await use('blend', ['2026-11-01'], theirs.id);
    await use('blend', ['2026-11-01']);
    await price();
    const id = await begin();
    await work(id, undefined, theirs.id);
    expect(await costs()).toEqual([null]);
    await work(id);
    expect(await costs()).toEqual([2_000]);
    expect(await costs(theirs.id)).toEqual([null]);
    expect(await runs.get(theirs.admin)).toEqual({ unpriced: 1, run: null });
  });
});
