import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../apps/api/src/auth/actor';
import { TeamsService } from '../../../apps/api/src/organizations/teams.service';
import type { AccountHolder, Payer } from '../../../apps/api/src/usage/minutes/account-holder';
import { MinuteCodesService } from '../../../apps/api/src/usage/minutes/codes/minute-codes.service';
import { CreateMinuteCode } from '../../../apps/api/src/usage/minutes/codes/minute-codes.schemas';
import { MinutesService } from '../../../apps/api/src/usage/minutes/minutes.service';
import { PayingAccountService } from '../../../apps/api/src/usage/minutes/paying-account.service';
import { ListQuotas } from '../../../apps/api/src/usage/minutes/quotas.schemas';
import { QuotasService } from '../../../apps/api/src/usage/minutes/quotas.service';
import { createOrganization, type TestOrganization } from '../../support/organizations';
import { createTestApp, type TestApp } from '../../support/test-app';

const MINUTE = 60_000;

describe('A hundred at once', () => {
  let stage: TestApp;
  let minutes: MinutesService;
  let quotas: QuotasService;
  let ours: TestOrganization;
  let tia: Actor;
  let teamId: string;

  beforeAll(async () => {
    stage = await createTestApp();
    minutes = stage.app.get(MinutesService);
    quotas = stage.app.get(QuotasService);
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    ours = await createOrganization(stage);
    tia = await ours.member('trainee', 'Tia');
    const teams = stage.app.get(TeamsService);
    teamId = (await teams.create(ours.admin, { name: 'Sales' })).id;
    await teams.assign(ours.admin, { memberIds: [tia.memberId], teamId });
  });

  const accounts = async () => (await quotas.page(ours.admin, ListQuotas.parse({}))).items;
  const hundred = <Result>(work: () => Promise<Result>) =>
    Promise.allSettled(Array.from({ length: 100 }, work));
  const reserve = (payer: Payer) =>
    minutes.reserve({ organizationId: ours.id, payer, callId: randomUUID() });
  const done = <Result>(all: PromiseSettledResult<Result>[]): Result[] =>
    all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));

  const callerId = randomUUID();
  const holders: [string, () => AccountHolder, () => Payer][] = [
    ['an organization', () => ({ owner: 'organization' }), () => tia],
    ['a team', () => ({ owner: 'team', teamId }), () => tia],
    ['a member', () => ({ owner: 'member', memberId: tia.memberId }), () => tia],
    ['a caller', () => ({ owner: 'caller', callerId }), () => ({ callerId })],
  ];

  describe.each(holders)('of %s', (_, holder, payer) => {
    const fill = async (): Promise<void> => {
      // A caller has an account from their first call on.
      if (holder().owner === 'caller') await minutes.secondsLeft(ours.id, payer());
      await quotas.change(ours.admin, holder(), { minutes: 60 });
    };

    it('take together what there is, and no more', async () => {
      await fill();
      const limits = done(await hundred(() => reserve(payer())));
      expect(limits.length).toBeGreaterThan(1);
      expect(limits.reduce((sum, { limitMs }) => sum + (limitMs ?? NaN), 0)).toBe(60 * MINUTE);
      const [account] = await accounts();
      expect(account).toMatchObject({ reservedMs: 60 * MINUTE, leftMs: 0, runningOut: null });
    });

    it('go over by what a soft limit allows, and no further', async () => {
      await fill();
      await quotas.setLimit(ours.admin, holder(), { kind: 'soft', overMinutes: 30 });
      const limits = done(await hundred(() => reserve(payer())));
      expect(limits.reduce((sum, { limitMs }) => sum + (limitMs ?? NaN), 0)).toBe(90 * MINUTE);
      expect((await accounts())[0]).toMatchObject({ leftMs: -30 * MINUTE, limitKind: 'soft' });
      await expect(reserve(payer())).rejects.toMatchObject({ code: 'minutes.used_up' });
    });

    it('get the month’s minutes once, whoever asks first', async () => {
      await fill();
      await quotas.setAllowance(ours.admin, holder(), { monthlyMinutes: 60, rollOver: false });
      await stage.app.get(DataSource).query(
        `UPDATE minute_grants SET period = period - interval '1 month'
         WHERE organization_id = $1 AND period IS NOT NULL`,
        [ours.id],
      );
      const renewing = stage.app.get(PayingAccountService);
      await Promise.all([
        hundred(() => reserve(payer())),
        ...Array.from({ length: 20 }, () => renewing.renewDue(ours.id)),
        ...Array.from({ length: 20 }, () => minutes.secondsLeft(ours.id, payer())),
      ]);
      const given: unknown[] = await stage.app
        .get(DataSource)
        .query(`SELECT FROM minute_entries WHERE organization_id = $1 AND reason = 'monthly'`, [
          ours.id,
        ]);
      expect(given).toHaveLength(2);
      expect((await accounts())[0]).toMatchObject({ grantedMs: 180 * MINUTE });
    });
  });

  it('redeem a code as often as it has left', async () => {
    const codes = stage.app.get(MinuteCodesService);
    const input = CreateMinuteCode.parse({ name: 'Fair', minutes: 5, mostRedemptions: 10 });
    const { code } = await codes.create(ours.admin, input);
    const members = await Promise.all(Array.from({ length: 100 }, () => ours.member('trainee')));
    const memberIds = members.map(({ memberId }) => memberId);
    for (const memberId of memberIds) {
      await quotas.change(ours.admin, { owner: 'member', memberId }, { minutes: 1 });
    }
    const tried = await Promise.allSettled(members.map((member) => codes.redeem(member, { code })));
    expect(done(tried)).toHaveLength(10);
    for (const one of tried) {
      if (one.status === 'rejected') {
        expect(one.reason).toMatchObject({ code: 'minutes.code_used_up' });
      }
    }
    const [listed] = (await codes.page(ours.admin, { limit: 5 })).items;
    expect(listed).toMatchObject({ redemptions: 10, state: 'used_up' });
    const filled = await accounts();
    const sumMs = filled.reduce((sum, { leftMs }) => sum + leftMs, 0);
    expect(filled).toHaveLength(25);
    expect(sumMs).toBeGreaterThanOrEqual(25 * MINUTE);
  });

  it('redeem a code once for the account they share', async () => {
    const codes = stage.app.get(MinuteCodesService);
    const input = CreateMinuteCode.parse({ name: 'Fair', minutes: 5, mostRedemptions: 1000 });
    const { code } = await codes.create(ours.admin, input);
    await quotas.change(ours.admin, { owner: 'organization' }, { minutes: 1 });
    const members = await Promise.all(Array.from({ length: 20 }, () => ours.member('trainee')));
    const tried = await Promise.allSettled(members.map((member) => codes.redeem(member, { code })));
    expect(done(tried)).toHaveLength(1);
    expect((await accounts())[0]).toMatchObject({ leftMs: 6 * MINUTE });
  });
});
