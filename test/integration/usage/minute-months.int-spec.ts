import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../apps/api/src/auth/actor';
import { Clock } from '../../../apps/api/src/platform/clock/clock';
import { MinutesService } from '../../../apps/api/src/usage/minutes/minutes.service';
import { PayingAccountService } from '../../../apps/api/src/usage/minutes/paying-account.service';
import type { SetAllowance } from '../../../apps/api/src/usage/minutes/quotas.schemas';
import { QuotasService } from '../../../apps/api/src/usage/minutes/quotas.service';
import { StatementsService } from '../../../apps/api/src/usage/minutes/statements.service';
import { createOrganization, codeOf, type TestOrganization } from '../../support/organizations';
import { SteeredClock } from '../../support/steered-clock';
import { createTestApp, type TestApp } from '../../support/test-app';

const MINUTE = 60_000;

describe('Minutes by the calendar', () => {
  const clock = new SteeredClock('2026-03-10T12:00:00Z');
  let stage: TestApp;
  let minutes: MinutesService;
  let quotas: QuotasService;
  let ours: TestOrganization;
  let tia: Actor;

  beforeAll(async () => {
    stage = await createTestApp({
      override: (builder) => builder.overrideProvider(Clock).useValue(clock),
    });
    minutes = stage.app.get(MinutesService);
    quotas = stage.app.get(QuotasService);
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    clock.set('2026-03-10T12:00:00Z');
    ours = await createOrganization(stage);
    tia = await ours.member('trainee', 'Tia');
  });

  const holder = () => ({ owner: 'member', memberId: tia.memberId }) as const;
  const allow = (input: Partial<SetAllowance> = {}) =>
    quotas.setAllowance(ours.admin, holder(), { monthlyMinutes: 60, rollOver: false, ...input });
  const minutesLeft = async () => ((await minutes.secondsLeft(ours.id, tia)) ?? NaN) / 60;
  const inZone = (zone: string) =>
    stage.app
      .get(DataSource)
      .query('UPDATE organizations SET time_zone = $2 WHERE id = $1', [ours.id, zone]);
  const call = async (usedMinutes: number): Promise<string> => {
    const callId = randomUUID();
    await minutes.reserve({ organizationId: ours.id, payer: tia, callId });
    await minutes.settle({ organizationId: ours.id, callId, usedMs: usedMinutes * MINUTE });
    return callId;
  };
  const reasons = async () => {
    const { items } = await stage.app.get(StatementsService).mine(tia, { limit: 100 });
    return items
      .reverse()
      .map(({ kind, amountMs, reason }) => `${kind} ${amountMs / MINUTE} ${reason}`);
  };

  // The last second of the month and the first of the next, by the clock on the wall there.
  it.each([
    ['Europe/Berlin', '2026-03-31T21:59:59.999Z', '2026-03-31T22:00:00Z'],
    ['Europe/Berlin', '2026-10-31T22:59:59.999Z', '2026-10-31T23:00:00Z'],
    ['America/New_York', '2026-04-01T03:59:59.999Z', '2026-04-01T04:00:00Z'],
    ['America/New_York', '2026-12-01T04:59:59.999Z', '2026-12-01T05:00:00Z'],
    ['Pacific/Apia', '2026-03-31T10:59:59.999Z', '2026-03-31T11:00:00Z'],
    ['Asia/Kathmandu', '2026-03-31T18:14:59.999Z', '2026-03-31T18:15:00Z'],
    ['UTC', '2026-12-31T23:59:59.999Z', '2027-01-01T00:00:00Z'],
  ])('a month in %s begins at %s plus a moment', async (zone, before, from) => {
    await inZone(zone);
    clock.set(new Date(new Date(before).getTime() - 10 * 86_400_000).toISOString());
    const { allowance } = await allow();
    expect(allowance?.nextAt).toBe(new Date(from).toISOString());
    await call(20);
    clock.set(before);
    expect(await minutesLeft()).toBe(40);
    clock.set(from);
    expect(await minutesLeft()).toBe(60);
    expect((await reasons()).slice(-2)).toEqual(['expire 40 expired', 'grant 60 monthly']);
  });

  it('an allowance begun in the middle of a month gives all of it at once, and once', async () => {
    await allow();
    expect(await minutesLeft()).toBe(60);
    await allow({ monthlyMinutes: 90 });
    await quotas.removeAllowance(ours.admin, holder());
    await allow({ monthlyMinutes: 90 });
    expect(await minutesLeft()).toBe(60);
    clock.set('2026-04-01T00:00:00Z');
    expect(await minutesLeft()).toBe(90);
  });

  it('one that is removed leaves what was given, and gives no more', async () => {
    await allow({ rollOver: true });
    await quotas.removeAllowance(ours.admin, holder());
    clock.set('2026-06-01T00:00:00Z');
    expect(await minutesLeft()).toBe(60);
    expect(await reasons()).toEqual([
      'allowance 60 set',
      'grant 60 monthly',
      'allowance 0 removed',
    ]);
  });

  it.each([
    ['all of it', null, 100],
    ['up to a cap', 15, 75],
    ['nothing, where the cap is nothing', 0, 60],
  ])('what is left rolls over: %s', async (_, rollOverCapMinutes, left) => {
    await allow({ rollOver: true, rollOverCapMinutes });
    await call(20);
    clock.set('2026-04-02T00:00:00Z');
    expect(await minutesLeft()).toBe(left);
  });

  it('a job gives it to those whom nobody has looked at, and takes what has ended', async () => {
    await allow();
    clock.set('2026-05-01T00:00:01Z');
    await stage.app.get(PayingAccountService).renewDue();
    expect(await reasons()).toEqual([
      'allowance 60 set',
      'grant 60 monthly',
      'expire 60 expired',
      'grant 60 monthly',
    ]);
  });

  it('an organization that moves west has its month once all the same', async () => {
    await inZone('Pacific/Apia');
    clock.set('2026-03-31T11:00:00Z');
    await allow({ rollOver: true });
    await inZone('America/New_York');
    expect(await minutesLeft()).toBe(60);
    clock.set('2026-04-01T04:00:00Z');
    expect(await minutesLeft()).toBe(60);
    clock.set('2026-05-01T04:00:00Z');
    expect(await minutesLeft()).toBe(120);
  });

  it('minutes that were granted until a day end with it, by the organization’s clock', async () => {
    await inZone('Europe/Berlin');
    await quotas.change(ours.admin, holder(), { minutes: 10 });
    const { nextExpiry } = await quotas.change(ours.admin, holder(), {
      grantMinutes: 20,
      expiresAt: '2026-03-29',
    });
    expect(nextExpiry).toEqual({ at: '2026-03-29T22:00:00.000Z', amountMs: 20 * MINUTE });
    await call(5);
    clock.set('2026-03-29T22:00:00Z');
    expect(await minutesLeft()).toBe(10);
  });

  it('what is set until a day ends altogether', async () => {
    await quotas.change(ours.admin, holder(), { minutes: 10 });
    await quotas.change(ours.admin, holder(), { minutes: 30, expiresAt: '2026-03-20' });
    expect(await minutesLeft()).toBe(30);
    clock.set('2026-03-21T00:00:00Z');
    expect(await minutesLeft()).toBe(0);
  });

  it('a call goes on over the end of what it set aside, and gives nothing back of it', async () => {
    await quotas.change(ours.admin, holder(), { minutes: 30, expiresAt: '2026-03-10T12:05:00Z' });
    const callId = randomUUID();
    const { limitMs } = await minutes.reserve({ organizationId: ours.id, payer: tia, callId });
    expect(limitMs).toBe(25 * MINUTE);
    clock.set('2026-03-10T12:10:00Z');
    await minutes.settle({ organizationId: ours.id, callId, usedMs: 10 * MINUTE });
    expect(await minutesLeft()).toBe(0);
    expect((await reasons()).slice(1)).toEqual([
      'reserve 25 call',
      'expire 5 expired',
      'settle 10 call',
      'release 15 unused',
      'expire 15 expired',
    ]);
  });

  it('what our failure cost can still be used when its own end has passed', async () => {
    await quotas.change(ours.admin, holder(), { minutes: 30, expiresAt: '2026-03-11T00:00:00Z' });
    const callId = await call(10);
    clock.set('2026-03-15T00:00:00Z');
    await quotas.refund(ours.admin, { callId, reason: 'The persona was off' });
    expect(await minutesLeft()).toBe(10);
    clock.set('2026-04-15T00:00:00Z');
    expect(await minutesLeft()).toBe(0);
  });

  it.each([
    [
      'an end that has passed',
      { grantMinutes: 5, expiresAt: '2026-03-09' },
      'minutes.ends_in_the_past',
    ],
    [
      'an end in a hundred years',
      { grantMinutes: 5, expiresAt: '2126-03-09' },
      'minutes.ends_too_late',
    ],
  ])('refuses %s, and does nothing of it', async (_, input, code) => {
    expect(await codeOf(quotas.change(ours.admin, holder(), input))).toBe(code);
    expect(await minutes.secondsLeft(ours.id, tia)).toBeNull();
  });
});
