import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../apps/api/src/auth/actor';
import type { Payer } from '../../../apps/api/src/usage/minutes/account-holder';
import { MinutesService } from '../../../apps/api/src/usage/minutes/minutes.service';
import { ListQuotas, type MinuteAccount } from '../../../apps/api/src/usage/minutes/quotas.schemas';
import { QuotasService } from '../../../apps/api/src/usage/minutes/quotas.service';
import { StatementsService } from '../../../apps/api/src/usage/minutes/statements.service';
import { codeOf, createOrganization, type TestOrganization } from '../../support/organizations';
import { createTestApp, type TestApp } from '../../support/test-app';

const MINUTE = 60_000;

describe('Minutes', () => {
  let stage: TestApp;
  let minutes: MinutesService;
  let quotas: QuotasService;
  let statements: StatementsService;
  let ours: TestOrganization;
  let trainee: Actor;

  beforeAll(async () => {
    stage = await createTestApp({
      config: {
        calls: {
          maxConcurrent: 50,
          freeMinutes: 3,
          minChargedMinutes: 0.5,
          maxPerNumberPerHour: 10,
        },
      },
    });
    minutes = stage.app.get(MinutesService);
    quotas = stage.app.get(QuotasService);
    statements = stage.app.get(StatementsService);
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    ours = await createOrganization(stage);
    trainee = await ours.member('trainee', 'Tia');
  });

  const share = (amount: number) =>
    quotas.change(ours.admin, { owner: 'organization' }, { minutes: amount });
  const give = (amount: number, { memberId } = trainee) =>
    quotas.change(ours.admin, { owner: 'member', memberId }, { minutes: amount });
  const reserve = (payer: Payer = trainee, callId: string = randomUUID(), of = ours.id) =>
    minutes.reserve({ organizationId: of, payer, callId });
  const settle = (callId: string, usedMs: number, refund?: 'our_failure') =>
    minutes.settle({ organizationId: ours.id, callId, usedMs, refund });
  const accounts = async (): Promise<MinuteAccount[]> =>
    (await quotas.page(ours.admin, ListQuotas.parse({}))).items;
  const account = async (): Promise<MinuteAccount> => {
    const [only, ...others] = await accounts();
    if (!only || others.length > 0) throw new Error('There is not exactly one account');
    return only;
  };
  const statement = async () => {
    const { id } = await account();
    const { items } = await statements.ofAccount(ours.admin, id, { limit: 100 });
    return items.reverse().map(({ kind, amountMs, leftMs, reason }) => ({
      [kind]: amountMs / MINUTE,
      left: leftMs / MINUTE,
      reason,
    }));
  };

  describe('whose account pays', () => {
    it('is nobody’s at first: a new installation limits no member', async () => {
      expect(await reserve()).toEqual({ limitMs: null });
      expect(await minutes.secondsLeft(ours.id, trainee)).toBeNull();
      expect(await accounts()).toEqual([]);
    });

    it('is the organization’s, when there is one', async () => {
      await share(20);
      expect(await reserve()).toEqual({ limitMs: 10 * MINUTE });
      expect(await minutes.secondsLeft(ours.id, trainee)).toBe(600);
    });

    it('is the member’s own before the organization’s, used up or not', async () => {
      await share(20);
      await give(0);
      expect(await codeOf(reserve())).toBe('minutes.used_up');
      expect(await minutes.secondsLeft(ours.id, trainee)).toBe(0);
      expect(await reserve(await ours.member('trainee'))).toEqual({ limitMs: 10 * MINUTE });
    });

    it('is the organization’s again, when the member’s limit is lifted', async () => {
      await share(20);
      await give(0);
      await quotas.lift(ours.admin, { owner: 'member', memberId: trainee.memberId });
      expect(await reserve()).toEqual({ limitMs: 10 * MINUTE });
    });

    it('is an unknown caller’s, who gets the free minutes once, however many calls come at once', async () => {
      await share(20);
      const callerId = randomUUID();
      const calls = await Promise.allSettled(
        Array.from({ length: 10 }, () => reserve({ callerId })),
      );
      const allowed = calls.filter(({ status }) => status === 'fulfilled');
      expect(allowed).toEqual([{ status: 'fulfilled', value: { limitMs: 3 * MINUTE } }]);
      expect(await minutes.secondsLeft(ours.id, { callerId })).toBe(0);
      const caller = (await accounts()).find(({ owner }) => owner === 'caller');
      expect(caller).toMatchObject({ callerId, grantedMs: 3 * MINUTE, reservedMs: 3 * MINUTE });
    });

    it('tells a caller what is left before they ever called', async () => {
      expect(await minutes.secondsLeft(ours.id, { callerId: randomUUID() })).toBe(180);
    });
  });

  describe('setting aside', () => {
    it.each([
      ['a member', () => give(60)],
      ['an organization', () => share(60)],
    ])('never overdraws the account of %s, with a hundred calls at once', async (_, fill) => {
      await fill();
      const calls = await Promise.allSettled(Array.from({ length: 100 }, () => reserve()));
      const limits = calls.flatMap((call) =>
        call.status === 'fulfilled' ? [call.value.limitMs ?? Number.NaN] : [],
      );
      for (const call of calls) {
        if (call.status === 'rejected') {
          expect(call.reason).toMatchObject({ kind: 'conflict', code: 'minutes.used_up' });
        }
      }
      expect(limits.length).toBeGreaterThan(1);
      expect(limits.reduce((sum, limitMs) => sum + limitMs, 0)).toBe(60 * MINUTE);
      expect(await account()).toMatchObject({ reservedMs: 60 * MINUTE, leftMs: 0, usedMs: 0 });
    });

    it('gives one call one share, however often it asks, also at once', async () => {
      await give(20);
      const callId = randomUUID();
      const answers = await Promise.all(Array.from({ length: 5 }, () => reserve(trainee, callId)));
      answers.push(await reserve(trainee, callId));
      expect(new Set(answers.map(({ limitMs }) => limitMs))).toEqual(new Set([15 * MINUTE]));
      expect(await account()).toMatchObject({ reservedMs: 15 * MINUTE, leftMs: 5 * MINUTE });
    });

    it('refuses below fifteen seconds, and says what to do', async () => {
      await give(0.24);
      await expect(reserve()).rejects.toMatchObject({
        code: 'minutes.used_up',
        detail: expect.stringContaining('Ask an administrator'),
      });
      await give(0.25);
      expect(await reserve()).toEqual({ limitMs: 15_000 });
      await expect(reserve()).rejects.toMatchObject({
        detail: expect.stringContaining('held by a call'),
      });
    });
  });

  describe('settling', () => {
    let callId: string;
    beforeEach(async () => {
      await give(20);
      callId = randomUUID();
      await reserve(trainee, callId);
    });

    it('charges what was used and gives back the rest, line by line', async () => {
      await settle(callId, 4 * MINUTE);
      expect(await account()).toMatchObject({
        grantedMs: 20 * MINUTE,
        usedMs: 4 * MINUTE,
        reservedMs: 0,
        leftMs: 16 * MINUTE,
      });
      expect(await statement()).toEqual([
        { grant: 20, left: 20, reason: 'set' },
        { reserve: 15, left: 5, reason: 'call' },
        { settle: 4, left: 5, reason: 'call' },
        { release: 11, left: 16, reason: 'unused' },
      ]);
    });

    it('counts once, however often and however parallel it is said', async () => {
      await Promise.all([1, 2, 3, 4, 5].map(() => settle(callId, 4 * MINUTE)));
      await settle(callId, 9 * MINUTE);
      expect(await account()).toMatchObject({ usedMs: 4 * MINUTE, leftMs: 16 * MINUTE });
      expect(await statement()).toHaveLength(4);
    });

    it.each([
      ['free when it was short', 29_999, 0],
      ['charged from half a minute on', 30_000, 30_000],
      ['charged no more than was set aside', 90 * MINUTE, 15 * MINUTE],
    ])('leaves a call %s', async (_, usedMs, chargedMs) => {
      await settle(callId, usedMs);
      expect(await account()).toMatchObject({
        usedMs: chargedMs,
        leftMs: 20 * MINUTE - chargedMs,
        reservedMs: 0,
      });
    });

    it.each([
      ['with the usage', [[4 * MINUTE, 'our_failure']]],
      ['before the usage', [[0, 'our_failure'], [4 * MINUTE]]],
      ['after the usage, twice', [[4 * MINUTE], [4 * MINUTE, 'our_failure'], [0, 'our_failure']]],
    ] as [string, [number, 'our_failure'?][]][])(
      'costs nothing when the call was broken by us, said %s',
      async (_, messages) => {
        for (const message of messages) await settle(callId, ...message);
        expect(await account()).toMatchObject({ usedMs: 0, reservedMs: 0, leftMs: 20 * MINUTE });
      },
    );

    it('before anything was set aside does nothing, and the call is settled later', async () => {
      const early = randomUUID();
      await settle(early, 2 * MINUTE);
      await reserve(trainee, early);
      expect(await account()).toMatchObject({ usedMs: 0, reservedMs: 20 * MINUTE });
      await settle(early, 2 * MINUTE);
      expect(await account()).toMatchObject({ usedMs: 2 * MINUTE, reservedMs: 15 * MINUTE });
    });

    it('charges nobody for a call that began without a limit', async () => {
      const free = randomUUID();
      const other = await ours.member('trainee');
      await reserve(other, free);
      await give(10, other);
      await settle(free, 5 * MINUTE);
      expect(await minutes.secondsLeft(ours.id, other)).toBe(600);
    });

    it('still charges an account whose limit was lifted meanwhile, and a new limit begins afresh', async () => {
      const holder = { owner: 'member', memberId: trainee.memberId } as const;
      await quotas.lift(ours.admin, holder);
      expect(await accounts()).toEqual([]);
      await settle(callId, 5 * MINUTE);
      expect(await quotas.change(ours.admin, holder, { grantMinutes: 2 })).toMatchObject({
        usedMs: 5 * MINUTE,
        leftMs: 2 * MINUTE,
      });
    });

    it('of another organization’s call changes nothing', async () => {
      const theirs = await createOrganization(stage);
      await minutes.settle({ organizationId: theirs.id, callId, usedMs: MINUTE });
      expect(await account()).toMatchObject({ usedMs: 0, reservedMs: 15 * MINUTE });
    });
  });

  it('finds calls that were never settled, and no others', async () => {
    await give(100);
    const [forgotten, settled, recent] = [randomUUID(), randomUUID(), randomUUID()];
    for (const callId of [forgotten, settled, recent]) await reserve(trainee, callId);
    await settle(settled, MINUTE);
    await stage.app.get(DataSource).query(
      `UPDATE minute_reservations SET reserved_at = now() - interval '10 minutes'
         WHERE call_id = ANY($1::uuid[])`,
      [[forgotten, settled]],
    );
    const found = (await minutes.listUnsettled(5 * MINUTE)).filter(
      ({ organizationId }) => organizationId === ours.id,
    );
    expect(found).toEqual([{ organizationId: ours.id, callId: forgotten }]);
  });

  it('can be granted by the service itself', async () => {
    const holder = { owner: 'member', memberId: trainee.memberId } as const;
    await minutes.grant(ours.id, holder, { amountMs: 2 * MINUTE, reason: 'bonus' });
    await minutes.grant(ours.id, holder, { amountMs: MINUTE, reason: 'bonus' });
    expect(await statement()).toEqual([
      { grant: 2, left: 2, reason: 'bonus' },
      { grant: 1, left: 3, reason: 'bonus' },
    ]);
  });

  it('are never taken of another organization’s account', async () => {
    const theirs = await createOrganization(stage);
    await give(20);
    expect(await reserve(trainee, randomUUID(), theirs.id)).toEqual({ limitMs: null });
    const callerId = randomUUID();
    await reserve({ callerId });
    expect(await reserve({ callerId }, randomUUID(), theirs.id)).toEqual({ limitMs: 3 * MINUTE });
  });
});
