import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { AuditService } from '../../../apps/api/src/organizations/audit.service';
import { OrganizationsService } from '../../../apps/api/src/organizations/organizations.service';
import { TeamsService } from '../../../apps/api/src/organizations/teams.service';
import { BudgetService } from '../../../apps/api/src/usage/budget/budget.service';
import { MinuteCodesService } from '../../../apps/api/src/usage/minutes/codes/minute-codes.service';
import { BulkChangesService } from '../../../apps/api/src/usage/minutes/bulk-changes.service';
import { MinutesService } from '../../../apps/api/src/usage/minutes/minutes.service';
import { QuotasService } from '../../../apps/api/src/usage/minutes/quotas.service';
import { PricesService } from '../../../apps/api/src/usage/prices/prices.service';
import type { CreatePrice } from '../../../apps/api/src/usage/prices/prices.schemas';
import { codeOf, createOrganization, type TestOrganization } from '../../support/organizations';
import { createTestApp, type TestApp } from '../../support/test-app';

const MINUTE_MS = 60_000;
const BUDGET = { amountMicroUsd: 10_000_000, alertPercents: [80], hardStop: false, mailTo: [] };
const PRICE: CreatePrice = {
  provider: 'house',
  model: 'blend',
  unit: 'output_token',
  amountMicroUsd: 500_000,
  perQuantity: 1_000_000,
  currency: 'USD',
  validFrom: null,
  validTo: null,
  source: 'our machine',
  sourceDate: null,
};

describe('The audit list', () => {
  let stage: TestApp;
  let ours: TestOrganization;

  beforeAll(async () => {
    stage = await createTestApp();
  }, 60_000);
  afterAll(() => stage.close());
  beforeEach(async () => {
    ours = await createOrganization(stage);
  });

  const list = async (whose = ours) =>
    (await stage.app.get(AuditService).page(whose.admin, { limit: 50, sort: '-at' })).items;
  const actions = async (whose = ours) => (await list(whose)).map(({ action }) => action);
  const entry = async (action: string) => (await list()).find((one) => one.action === action);

  it('tells who changed the minutes of whom, from what to what', async () => {
    const quotas = stage.app.get(QuotasService);
    const tia = await ours.member('trainee', 'Tia');
    const holder = { owner: 'member', memberId: tia.memberId } as const;
    const { id } = await quotas.change(ours.admin, holder, { minutes: 10 });
    await quotas.change(ours.admin, holder, { grantMinutes: 5, reason: 'For the exam' });
    expect(await entry('quota.minutes_added')).toMatchObject({
      member: { id: ours.admin.memberId, name: 'admin' },
      subject: `quota:${id}`,
      subjectName: 'Tia',
      changes: [
        { field: 'leftMs', before: 10 * MINUTE_MS, after: 15 * MINUTE_MS },
        { field: 'reason', before: null, after: 'For the exam' },
      ],
    });
    await quotas.setLimit(ours.admin, holder, { kind: 'soft', overMinutes: 3 });
    await quotas.setAllowance(ours.admin, holder, { monthlyMinutes: 60, rollOver: false });
    await quotas.removeAllowance(ours.admin, holder);
    await quotas.lift(ours.admin, holder);
    expect((await actions()).sort()).toEqual([
      'quota.allowance_removed',
      'quota.allowance_set',
      'quota.lifted',
      'quota.limit_set',
      'quota.minutes_added',
      'quota.minutes_set',
    ]);
  });

  it('tells of a change for many once, and of a mere look at it nothing', async () => {
    const members = [await ours.member('trainee', 'Ann'), await ours.member('trainee', 'Bob')];
    const bulk = stage.app.get(BulkChangesService);
    const input = {
      memberIds: members.map(({ memberId }) => memberId),
      teamIds: [],
      minutes: { minutes: 20 },
    };
    await bulk.change(ours.admin, { ...input, dryRun: true });
    expect(await list()).toEqual([]);
    await bulk.change(ours.admin, { ...input, dryRun: false });
    expect(await list()).toEqual([
      expect.objectContaining({
        action: 'quota.minutes_set',
        changes: [
          { field: 'accounts', before: null, after: 'Ann, Bob' },
          { field: 'addedMs', before: null, after: 40 * MINUTE_MS },
        ],
      }),
    ]);
  });

  it('tells of codes by their names and never by the code', async () => {
    const codes = stage.app.get(MinuteCodesService);
    const { id, code } = await codes.create(ours.admin, {
      name: 'Autumn course',
      minutes: 30,
      lastsDays: null,
      expiresAt: null,
      mostRedemptions: 5,
    });
    await codes.revoke(ours.admin, id);
    await codes.revoke(ours.admin, id);
    expect((await actions()).sort()).toEqual(['minute_code.created', 'minute_code.revoked']);
    expect(await entry('minute_code.created')).toMatchObject({ subjectName: 'Autumn course' });
    expect(JSON.stringify(await list())).not.toContain(code);
  });

  it('tells who redeemed a code for whose minutes, once, and of a refused one nothing', async () => {
    const codes = stage.app.get(MinuteCodesService);
    const teams = stage.app.get(TeamsService);
    const tia = await ours.member('trainee', 'Tia');
    const { id: teamId } = await teams.create(ours.admin, { name: 'Sales' });
    await teams.assign(ours.admin, { memberIds: [tia.memberId], teamId });
    const quota = await stage.app
      .get(QuotasService)
      .change(ours.admin, { owner: 'team', teamId }, { minutes: 1 });
    const { code } = await codes.create(ours.admin, {
      name: 'Autumn course',
      minutes: 30,
      lastsDays: null,
      expiresAt: null,
      mostRedemptions: 5,
    });
    await codes.redeem(tia, { code });
    expect(await codeOf(codes.redeem(tia, { code }))).toBe('minutes.code_redeemed_before');
    const told = (await list()).filter(({ action }) => action === 'quota.code_redeemed');
    expect(told).toEqual([
      expect.objectContaining({
        member: { id: tia.memberId, name: 'Tia' },
        subject: `quota:${quota.id}`,
        subjectName: 'Sales',
        changes: [
          { field: 'leftMs', before: MINUTE_MS, after: 31 * MINUTE_MS },
          { field: 'code', before: null, after: 'Autumn course' },
        ],
      }),
    ]);
  });

  it('tells why minutes were given back, in one stroke with it', async () => {
    const [quotas, minutes] = [stage.app.get(QuotasService), stage.app.get(MinutesService)];
    const tia = await ours.member('trainee', 'Tia');
    await quotas.change(ours.admin, { owner: 'member', memberId: tia.memberId }, { minutes: 10 });
    const callId = randomUUID();
    await minutes.reserve({ organizationId: ours.id, payer: tia, callId });
    await minutes.settle({ organizationId: ours.id, callId, usedMs: 2 * MINUTE_MS });
    const giveBack = () => quotas.refund(ours.admin, { callId, reason: 'Too quiet' });
    const sql = stage.app.get(DataSource);
    await sql.query(
      `ALTER TABLE audit_entries ADD CONSTRAINT silent CHECK (action <> 'quota.call_refunded') NOT VALID`,
    );
    try {
      await expect(giveBack()).rejects.toThrow('silent');
    } finally {
      await sql.query('ALTER TABLE audit_entries DROP CONSTRAINT silent');
    }
    expect(await minutes.secondsLeft(ours.id, tia)).toBe(480);
    await giveBack();
    expect(await minutes.secondsLeft(ours.id, tia)).toBe(600);
    expect(await entry('quota.call_refunded')).toMatchObject({
      subject: `call:${callId}`,
      changes: [{ field: 'reason', before: null, after: 'Too quiet' }],
    });
  });

  it('tells of teams, and who was put into one', async () => {
    const teams = stage.app.get(TeamsService);
    const tia = await ours.member('trainee', 'Tia');
    const { id } = await teams.create(ours.admin, { name: 'Sales' });
    await teams.rename(ours.admin, id, { name: 'Support' });
    await teams.assign(ours.admin, { memberIds: [tia.memberId], teamId: id });
    await teams.delete(ours.admin, id);
    expect((await list()).map(({ action, subjectName }) => `${action} ${subjectName}`)).toEqual(
      expect.arrayContaining([
        'team.created Sales',
        'team.renamed Support',
        'team.members_added Support',
        'team.deleted Support',
      ]),
    );
    expect(await entry('team.renamed')).toMatchObject({
      changes: [{ field: 'name', before: 'Sales', after: 'Support' }],
    });
    expect(await entry('team.members_added')).toMatchObject({
      changes: [{ field: 'members', before: null, after: 'Tia' }],
    });
    expect(await entry('team.deleted')).toMatchObject({
      changes: [{ field: 'members', before: 1, after: 0 }],
    });
  });

  it('tells what of the budget, of a price and of the organization was changed', async () => {
    const budgets = stage.app.get(BudgetService);
    await budgets.set(ours.admin, BUDGET);
    await budgets.remove(ours.admin);
    expect(await entry('budget.removed')).toMatchObject({
      changes: expect.arrayContaining([
        { field: 'amountMicroUsd', before: 10_000_000, after: null },
      ]),
    });
    const prices = stage.app.get(PricesService);
    const { id } = await prices.create(ours.admin, PRICE);
    await prices.correct(ours.admin, id, { ...PRICE, amountMicroUsd: 400_000 });
    expect(await entry('price.corrected')).toMatchObject({
      subjectName: 'house blend, output token',
      changes: [{ field: 'amountMicroUsd', before: 500_000, after: 400_000 }],
    });
    await stage.app.get(OrganizationsService).update(ours.admin, { timeZone: 'Europe/Berlin' });
    expect(await entry('organization.changed')).toMatchObject({
      changes: [{ field: 'timeZone', after: 'Europe/Berlin' }],
    });
  });

  it('tells nothing of what was refused', async () => {
    const teams = stage.app.get(TeamsService);
    const { id } = await teams.create(ours.admin, { name: 'Sales' });
    await teams.create(ours.admin, { name: 'Support' });
    const prices = stage.app.get(PricesService);
    await prices.create(ours.admin, PRICE);
    const before = await actions();
    const refused = [
      teams.create(ours.admin, { name: 'sales' }),
      teams.rename(ours.admin, id, { name: 'support' }),
      stage.app.get(BudgetService).remove(ours.admin),
      prices.create(ours.admin, PRICE),
      stage.app
        .get(QuotasService)
        .setLimit(ours.admin, { owner: 'organization' }, { kind: 'hard' }),
    ];
    expect(await Promise.all(refused.map(codeOf))).toEqual([
      'organizations.team_name_taken',
      'organizations.team_name_taken',
      'budget.not_set',
      'prices.overlap',
      'minutes.account_not_found',
    ]);
    expect(await actions()).toEqual(before);
  });

  it('shows another organization nothing of it', async () => {
    const theirs = await createOrganization(stage);
    await stage.app.get(TeamsService).create(ours.admin, { name: 'Sales' });
    await stage.app.get(BudgetService).set(ours.admin, BUDGET);
    await stage.app
      .get(QuotasService)
      .change(ours.admin, { owner: 'organization' }, { minutes: 10 });
    await stage.app.get(PricesService).create(ours.admin, PRICE);
    expect(await actions()).toHaveLength(4);
    expect(await list(theirs)).toEqual([]);
  });
});
