import { DataSource } from 'typeorm';
import { MembersService } from '../../../apps/api/src/organizations/members.service';
import { OrganizationsService } from '../../../apps/api/src/organizations/organizations.service';
import { Clock } from '../../../apps/api/src/platform/clock/clock';
import { type MailKey, MailOutbox } from '../../../apps/api/src/platform/mail/mail-outbox';
import { type Mail, Mailer } from '../../../apps/api/src/platform/mail/mailer';
import { BudgetAlertsService } from '../../../apps/api/src/usage/budget/budget-alerts.service';
import type { BudgetSettings } from '../../../apps/api/src/usage/budget/budget.schemas';
import { BudgetService } from '../../../apps/api/src/usage/budget/budget.service';
import { MonthSumRepository } from '../../../apps/api/src/usage/months/month-sum.repository';
import type { UsedQuantity } from '../../../apps/api/src/usage/call-usage';
import { UsageService } from '../../../apps/api/src/usage/usage.service';
import { codeOf, createOrganization, type TestOrganization } from '../../support/organizations';
import { createTestApp, type TestApp } from '../../support/test-app';

const NOW = new Date('2026-11-21T10:00:00Z');
const DOLLAR = 1_000_000;
const BUDGET: BudgetSettings = {
  amountMicroUsd: 10 * DOLLAR,
  alertPercents: [50, 80, 100],
  hardStop: true,
  mailTo: [],
};

describe('the budget of a month', () => {
  let stage: TestApp;
  let budgets: BudgetService;
  let alerts: BudgetAlertsService;
  let sums: MonthSumRepository;
  let ledger: UsageService;
  let ours: TestOrganization;
  let now = NOW;
  let mails: Mail[] = [];
  let isMailDown = false;

  beforeAll(async () => {
    const mailer = {
      send: async (mail: Mail) => {
        if (isMailDown) throw new Error('The mail server is down');
        mails.push(mail);
      },
    };
    stage = await createTestApp({
      override: (builder) =>
        builder
          .overrideProvider(Clock)
          .useValue({ now: () => now })
          .overrideProvider(Mailer)
          .useValue(mailer),
    });
    budgets = stage.app.get(BudgetService);
    alerts = stage.app.get(BudgetAlertsService);
    sums = stage.app.get(MonthSumRepository);
    ledger = stage.app.get(UsageService);
  }, 60_000);
  afterAll(() => stage.close());
  beforeEach(async () => {
    now = NOW;
    isMailDown = false;
    await stage.app.get(DataSource).query('DELETE FROM budgets');
    ours = await createOrganization(stage);
    mails = [];
  });

  /** What the sweep finds, and what the jobs it queues then do. */
  const tell = async (): Promise<void> => {
    await alerts.sweep();
    const queued = await stage.app
      .get(DataSource)
      .query<MailKey[]>(
        `SELECT organization_id AS "organizationId", id FROM mails WHERE state = 'queued'`,
      );
    const outbox = stage.app.get(MailOutbox);
    await Promise.allSettled(queued.map((key) => outbox.deliver(key)));
  };

  let count = 0;
  /** gpt-4o costs $2.50 for a million tokens. */
  const used = (usd: number, change: Partial<UsedQuantity> = {}): UsedQuantity => ({
    sourceId: `spent-${(count += 1)}`,
    component: 'language_model',
    provider: 'openai',
    model: 'gpt-4o',
    unit: 'input_token',
    quantity: Math.round((usd / 2.5) * 1_000_000),
    estimated: false,
    purpose: 'reply',
    occurredAt: now,
    ...change,
  });
  const spend = (usd: number, change: Partial<UsedQuantity> = {}, organizationId = ours.id) =>
    ledger.record(organizationId, null, [used(usd, change)]);
  const spent = async (organizationId = ours.id) =>
    (await sums.find(organizationId, now)).spentMicroUsd / DOLLAR;

  it('keeps the sum of the month in step with the ledger, whatever comes twice', async () => {
    const lines = [used(1), used(2), used(3)];
    await Promise.all([1, 2, 3].map(() => ledger.record(ours.id, null, lines)));
    expect(await spent()).toBe(6);
    expect(await sums.rebuild(ours.id, '2026-11-01')).toBe(0);
  });

  it('adds up what many write at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => spend(0.25)));
    expect(await spent()).toBe(5);
    expect(await sums.rebuild(ours.id, '2026-11-01')).toBe(0);
  });

  it('says how much has no price, so that the sum is a floor', async () => {
    await spend(1);
    await spend(1, { model: 'house-blend' });
    expect(await budgets.get(ours.admin)).toMatchObject({
      spentMicroUsd: DOLLAR,
      unpriced: 1,
      budget: null,
    });
  });

  it('cuts the month where the organization is, also after it has moved', async () => {
    await spend(4, { occurredAt: new Date('2026-10-31T23:30:00Z') });
    expect(await spent()).toBe(0);
    await stage.app.get(OrganizationsService).update(ours.admin, { timeZone: 'Europe/Berlin' });
    expect(await spent()).toBe(4);
    expect(await budgets.get(ours.admin)).toMatchObject({ timeZone: 'Europe/Berlin' });
    now = new Date('2026-10-31T22:00:00Z');
    expect(await spent()).toBe(0);
  });

  it('puts a sum right that is not the ledger’s, and says by how much it was off', async () => {
    await spend(2);
    await stage.app
      .get(DataSource)
      .query('UPDATE usage_months SET cost_micro_usd = 1 WHERE organization_id = $1', [ours.id]);
    expect(await sums.rebuild(ours.id, '2026-11-01')).toBe(2 * DOLLAR - 1);
    expect(await spent()).toBe(2);
  });

  it('loses nothing that is written while a sum is made anew', async () => {
    await Promise.all([
      ...Array.from({ length: 10 }, () => spend(0.5)),
      ...Array.from({ length: 5 }, () => sums.rebuild(ours.id, '2026-11-01')),
    ]);
    expect(await spent()).toBe(5);
  });

  it('refuses calls once it is used up, and lets them go on when the stop is lifted', async () => {
    await budgets.set(ours.admin, BUDGET);
    await spend(9.99);
    await budgets.refuseIfUsedUp(ours.id);
    await spend(0.01);
    expect(await codeOf(budgets.refuseIfUsedUp(ours.id))).toBe('budget.used_up');
    expect(await budgets.notice(ours.admin)).toMatchObject({ notice: { kind: 'stopped' } });
    expect(await budgets.lift(ours.admin, { lifted: true })).toMatchObject({
      lifted: true,
      stopped: false,
    });
    await budgets.refuseIfUsedUp(ours.id);
    expect(await budgets.lift(ours.admin, { lifted: false })).toMatchObject({ stopped: true });
  });

  it('begins every month anew, with the stop in force again', async () => {
    await budgets.set(ours.admin, BUDGET);
    await spend(11);
    await budgets.lift(ours.admin, { lifted: true });
    now = new Date('2026-12-01T00:00:00Z');
    await budgets.refuseIfUsedUp(ours.id);
    await spend(11);
    expect(await codeOf(budgets.refuseIfUsedUp(ours.id))).toBe('budget.used_up');
  });

  it('stops nothing without the hard stop', async () => {
    await budgets.set(ours.admin, { ...BUDGET, hardStop: false });
    await spend(50);
    await budgets.refuseIfUsedUp(ours.id);
  });

  it('tells of each threshold once a month, and of several at once the highest', async () => {
    await budgets.set(ours.admin, BUDGET);
    await spend(4);
    await tell();
    expect(mails).toEqual([]);
    await spend(4.5);
    await tell();
    await tell();
    expect(mails).toHaveLength(1);
    expect(mails[0]?.subject).toContain('80 %');
    expect(mails[0]?.text).toContain('$8.50 of its $10.00');
    await spend(2);
    await Promise.all([alerts.sweep(), alerts.sweep()]);
    await tell();
    expect(mails.map(({ subject }) => subject.slice(0, 5))).toEqual(['80 % ', '100 %']);
    expect(mails[1]?.text).toContain('No further call begins this month');
    const { alerts: told } = await budgets.get(ours.admin);
    expect(told.map(({ percent }) => percent)).toEqual([100, 80, 50]);
    now = new Date('2026-12-02T00:00:00Z');
    await spend(5);
    await tell();
    expect(mails).toHaveLength(3);
  });

  it('tells later when the mail cannot be sent now', async () => {
    await budgets.set(ours.admin, BUDGET);
    await spend(6);
    isMailDown = true;
    await tell();
    isMailDown = false;
    await tell();
    expect(mails).toHaveLength(1);
  });

  it('mails whom it was told to, and only those who may see the money', async () => {
    const coach = await ours.member('coach');
    const trainee = await ours.member('trainee');
    await budgets.set(ours.admin, { ...BUDGET, mailTo: [coach.memberId] });
    await spend(6);
    await tell();
    expect(mails).toHaveLength(1);
    const refused = budgets.set(ours.admin, { ...BUDGET, mailTo: [trainee.memberId] });
    expect(await codeOf(refused)).toBe('budget.unknown_recipient');
    const theirs = await createOrganization(stage);
    expect(
      await codeOf(budgets.set(ours.admin, { ...BUDGET, mailTo: [theirs.admin.memberId] })),
    ).toBe('budget.unknown_recipient');
  });

  it('names those who were chosen, says who has left, and refuses them by name', async () => {
    const [ann, bob] = [await ours.member('coach'), await ours.member('coach')];
    const mailTo = [ann.memberId, bob.memberId];
    await budgets.set(ours.admin, { ...BUDGET, mailTo });
    await stage.app.get(MembersService).remove(ours.admin, bob.memberId);
    const { recipients } = await budgets.get(ours.admin);
    expect(new Map(recipients.map(({ id, reachable }) => [id, reachable]))).toEqual(
      new Map([
        [ann.memberId, true],
        [bob.memberId, false],
      ]),
    );
    const gone = recipients.find(({ id }) => id === bob.memberId);
    await expect(budgets.set(ours.admin, { ...BUDGET, mailTo })).rejects.toMatchObject({
      fields: [{ path: 'mailTo', message: expect.stringContaining(`: ${gone?.name}.`) }],
    });
  });

  it('says what the month is going to cost once there is enough to go by', async () => {
    expect((await budgets.get(ours.admin)).forecast).toMatchObject({ enough: false, days: 0 });
    for (let day = 1; day <= 20; day += 1) {
      const occurredAt = new Date(`2026-11-${String(day).padStart(2, '0')}T12:00:00Z`);
      await spend(1, { occurredAt });
    }
    expect((await budgets.get(ours.admin)).forecast).toMatchObject({
      enough: true,
      lowMicroUsd: 30 * DOLLAR,
      likelyMicroUsd: 30 * DOLLAR,
      highMicroUsd: 30 * DOLLAR,
      days: 20,
    });
  });

  it('has nothing to do with another organization', async () => {
    const theirs = await createOrganization(stage);
    await budgets.set(ours.admin, BUDGET);
    await spend(20, {}, theirs.id);
    await budgets.refuseIfUsedUp(ours.id);
    await budgets.refuseIfUsedUp(theirs.id);
    expect(await budgets.get(theirs.admin)).toMatchObject({ budget: null, alerts: [] });
    expect(await codeOf(budgets.remove(theirs.admin))).toBe('budget.not_set');
    expect(await codeOf(budgets.lift(theirs.admin, { lifted: true }))).toBe('budget.not_set');
  });

  it('answers before a call within milliseconds, however long the ledger is', async () => {
    await budgets.set(ours.admin, BUDGET);
    await stage.app.get(DataSource).query(
      `INSERT INTO usage_records (organization_id, source_id, component, provider, model, unit,
         quantity, estimated, purpose, occurred_at)
       SELECT $1, 'bulk-' || n, 'language_model', 'house', 'x', 'input_token', 1, false, 'reply', $2
       FROM generate_series(1, 50000) AS n`,
      [ours.id, NOW],
    );
    await sums.rebuild(ours.id, '2026-11-01');
    const took: number[] = [];
    for (let time = 0; time < 40; time += 1) {
      const began = performance.now();
      await budgets.refuseIfUsedUp(ours.id);
      took.push(performance.now() - began);
    }
    const median = took.sort((a, b) => a - b)[20] ?? Infinity;
    // On a quiet machine it is under two; a scan of these records takes ten times as long.
    expect(median).toBeLessThan(20);
  });
});
