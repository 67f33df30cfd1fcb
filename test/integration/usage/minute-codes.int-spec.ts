import type { Actor } from '../../../apps/api/src/auth/actor';
import { ApiKeysService } from '../../../apps/api/src/auth/api-keys.service';
import { Clock } from '../../../apps/api/src/platform/clock/clock';
import { CreateMinuteCode } from '../../../apps/api/src/usage/minutes/codes/minute-codes.schemas';
import { MinuteCodesService } from '../../../apps/api/src/usage/minutes/codes/minute-codes.service';
import { QuotasService } from '../../../apps/api/src/usage/minutes/quotas.service';
import { codeOf, createOrganization, type TestOrganization } from '../../support/organizations';
import { SteeredClock } from '../../support/steered-clock';
import { createTestApp, type TestApp } from '../../support/test-app';

const MINUTE = 60_000;

describe('Codes for minutes', () => {
  const clock = new SteeredClock('2026-03-10T12:00:00Z');
  let stage: TestApp;
  let codes: MinuteCodesService;
  let ours: TestOrganization;
  let tia: Actor;

  beforeAll(async () => {
    stage = await createTestApp({
      override: (builder) => builder.overrideProvider(Clock).useValue(clock),
    });
    codes = stage.app.get(MinuteCodesService);
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    clock.set('2026-03-10T12:00:00Z');
    ours = await createOrganization(stage);
    tia = await ours.member('trainee', 'Tia');
    await give(tia);
  });

  const give = ({ memberId }: Actor) =>
    stage.app.get(QuotasService).change(ours.admin, { owner: 'member', memberId }, { minutes: 1 });
  const make = (input: object = {}) =>
    codes.create(
      ours.admin,
      CreateMinuteCode.parse({ name: 'Fair', minutes: 30, mostRedemptions: 5, ...input }),
    );

  it('are shown once, redeemed however they are typed, and last from then on', async () => {
    const { code, id, ...made } = await make({ lastsDays: 10 });
    expect(code).toMatch(/^([A-HJ-NP-Z2-9]{4}-){2}[A-HJ-NP-Z2-9]{4}$/);
    const redeemed = await codes.redeem(tia, { code: code.toLowerCase().replaceAll('-', ' ') });
    expect(redeemed).toEqual({
      amountMs: 30 * MINUTE,
      expiresAt: '2026-03-20T12:00:00.000Z',
      paidBy: 'member',
      secondsLeft: 31 * 60,
    });
    const { items } = await codes.page(ours.admin, { limit: 5 });
    expect(items).toEqual([{ ...made, id, redemptions: 1 }]);
  });

  it('work once for everybody', async () => {
    const { code } = await make();
    await codes.redeem(tia, { code });
    expect(await codeOf(codes.redeem(tia, { code }))).toBe('minutes.code_redeemed_before');
  });

  it.each([
    ['withdrawn', {}, (id: string) => codes.revoke(ours.admin, id), 'minutes.code_revoked'],
    [
      'past its day',
      { expiresAt: '2026-03-11' },
      async () => clock.set('2026-03-12T00:00:00Z'),
      'minutes.code_expired',
    ],
    ['used up', { mostRedemptions: 1 }, async () => undefined, 'minutes.code_used_up'],
  ] as const)('give nothing once they are %s', async (_, input, happen, refusal) => {
    const { code, id } = await make(input);
    const other = await ours.member('trainee');
    await give(other);
    await codes.redeem(other, { code });
    await happen(id);
    expect(await codeOf(codes.redeem(tia, { code }))).toBe(refusal);
  });

  it('are not wasted on somebody who is not limited', async () => {
    const { code } = await make();
    const free = await ours.member('trainee');
    expect(await codeOf(codes.redeem(free, { code }))).toBe('minutes.not_limited');
    expect((await codes.page(ours.admin, { limit: 5 })).items[0]?.redemptions).toBe(0);
  });

  it('cannot be guessed: after ten wrong ones one has to wait, and a right one costs no try', async () => {
    for (let index = 0; index < 3; index += 1) {
      await codes.redeem(tia, { code: (await make()).code });
    }
    for (let index = 0; index < 10; index += 1) {
      expect(await codeOf(codes.redeem(tia, { code: 'ABCD-EFGH-JKLM' }))).toBe(
        'minutes.code_unknown',
      );
    }
    const { code } = await make();
    expect(await codeOf(codes.redeem(tia, { code }))).toBe('auth.too_many_attempts');
    clock.set('2026-03-10T12:16:00Z');
    expect(await codes.redeem(tia, { code })).toMatchObject({ amountMs: 30 * MINUTE });
  });

  it('are another organization’s neither to redeem nor to see nor to withdraw', async () => {
    const theirs = await createOrganization(stage);
    const { code, id } = await make();
    const stranger = await theirs.member('trainee');
    await stage.app
      .get(QuotasService)
      .change(theirs.admin, { owner: 'organization' }, { minutes: 5 });
    expect(await codeOf(codes.redeem(stranger, { code }))).toBe('minutes.code_unknown');
    expect((await codes.page(theirs.admin, { limit: 5 })).items).toEqual([]);
    expect(await codeOf(codes.revoke(theirs.admin, id))).toBe('minutes.code_not_found');
  });

  it('are made and seen by administrators alone', async () => {
    const keys = stage.app.get(ApiKeysService);
    const { secret } = await keys.create(ours.admin, { name: 'Test', role: 'coach' });
    const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
    const ask = async (method: string, body?: string) =>
      (await fetch(`${stage.url}/api/minute-codes`, { method, headers, ...(body ? { body } : {}) }))
        .status;
    expect([await ask('GET'), await ask('POST', '{}')]).toEqual([403, 403]);
  });

  it('are listed the latest first, page by page', async () => {
    for (let day = 1; day <= 5; day += 1) {
      clock.set(`2026-04-0${day}T12:00:00Z`);
      await make({ name: `Code ${day}` });
    }
    const first = await codes.page(ours.admin, { limit: 3 });
    const second = await codes.page(ours.admin, { limit: 3, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(
      [5, 4, 3, 2, 1].map((day) => `Code ${day}`),
    );
    expect(second.nextCursor).toBeNull();
  });
});
