import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../apps/api/src/auth/actor';
import { ApiKeysService } from '../../../apps/api/src/auth/api-keys.service';
import { TeamsService } from '../../../apps/api/src/organizations/teams.service';
import { MergedMinutesService } from '../../../apps/api/src/usage/minutes/merged-minutes.service';
import { MinutesService } from '../../../apps/api/src/usage/minutes/minutes.service';
import type {
  MinuteAccount,
  MinuteEntry,
} from '../../../apps/api/src/usage/minutes/quotas.schemas';
import { createOrganization, type TestOrganization } from '../../support/organizations';
import { createTestApp, type TestApp } from '../../support/test-app';

const MINUTE = 60_000;

type Body = {
  items: (MinuteAccount & MinuteEntry)[];
  code: string;
  detail: string;
} & MinuteAccount;

describe('What is agreed on about minutes', () => {
  let stage: TestApp;
  let minutes: MinutesService;
  let ours: TestOrganization;
  let theirs: TestOrganization;
  let tia: Actor;
  let cleo: Actor;
  let teamId: string;
  let admin: string;
  let stranger: string;

  beforeAll(async () => {
    stage = await createTestApp();
    minutes = stage.app.get(MinutesService);
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    [ours, theirs] = [await createOrganization(stage), await createOrganization(stage)];
    [tia, cleo] = [await ours.member('trainee', 'Tia'), await ours.member('trainee', 'Cleo')];
    [admin, stranger] = [await keyOf(ours.admin), await keyOf(theirs.admin)];
    teamId = (await stage.app.get(TeamsService).create(ours.admin, { name: 'Sales' })).id;
  });

  const keyOf = async (actor: Actor, role = actor.role): Promise<string> =>
    (await stage.app.get(ApiKeysService).create(actor, { name: 'Test', role })).secret;
  const request = async (
    method: string,
    path: string,
    body?: unknown,
    key = admin,
  ): Promise<{ status: number; body: Body }> => {
    const response = await fetch(`${stage.url}/api${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text ? JSON.parse(text) : {}) as Body };
  };
  const give = (amount: number, of = tia) =>
    request('PUT', `/quotas/members/${of.memberId}`, { minutes: amount });
  const call = async (of: Actor, usedMs: number): Promise<string> => {
    const callId = randomUUID();
    await minutes.reserve({ organizationId: ours.id, payer: of, callId });
    await minutes.settle({ organizationId: ours.id, callId, usedMs, partner: 'Sarah Chen' });
    return callId;
  };

  describe('whose account pays', () => {
    beforeEach(async () => {
      await request('PUT', '/teams/members', { memberIds: [tia.memberId], teamId });
      await request('PUT', '/quotas/organization', { minutes: 100 });
      await request('PUT', `/quotas/teams/${teamId}`, { minutes: 40 });
    });
    const leftTo = (of: Actor) => minutes.secondsLeft(ours.id, of);

    it('is the team’s before the organization’s, and the member’s own before both', async () => {
      expect([await leftTo(tia), await leftTo(cleo)]).toEqual([2400, 6000]);
      await give(10);
      expect(await leftTo(tia)).toBe(600);
      await request('DELETE', `/quotas/members/${tia.memberId}`);
      expect(await leftTo(tia)).toBe(2400);
    });

    it('is charged alone', async () => {
      await call(tia, 8 * MINUTE);
      expect([await leftTo(tia), await leftTo(cleo)]).toEqual([1920, 6000]);
    });

    it('is the organization’s once the team is gone, whose history keeps its name', async () => {
      const { items } = (await request('GET', '/quotas?owner=team')).body;
      await request('DELETE', `/teams/${teamId}`);
      expect(await leftTo(tia)).toBe(6000);
      expect((await request('GET', '/quotas?owner=team')).body.items).toEqual([]);
      const { body } = await request('GET', `/quotas/${items[0]?.id}`);
      expect(body).toMatchObject({ ownerName: 'Sales', leftMs: 40 * MINUTE });
    });
  });

  describe('a soft limit', () => {
    it('lets calls go over, says so, and is then hard', async () => {
      await give(5);
      const path = `/quotas/members/${tia.memberId}/limit`;
      const { body } = await request('PUT', path, { kind: 'soft', overMinutes: 10 });
      expect(body).toMatchObject({ limitKind: 'soft', overMs: 10 * MINUTE, leftMs: 5 * MINUTE });
      const callId = randomUUID();
      const limits = await minutes.reserve({ organizationId: ours.id, payer: tia, callId });
      expect(limits).toEqual({ limitMs: 10 * MINUTE, overAfterMs: 5 * MINUTE });
      await minutes.settle({ organizationId: ours.id, callId, usedMs: 9 * MINUTE });
      expect(await minutes.secondsLeft(ours.id, tia)).toBe(360);
      const hard = await request('PUT', path, { kind: 'hard' });
      expect(hard).toMatchObject({
        status: 409,
        body: { code: 'minutes.limit_below_use', detail: expect.stringContaining('4 minutes') },
      });
      await give(0);
      expect((await request('PUT', path, { kind: 'hard' })).body).toMatchObject({ leftMs: 0 });
      expect(await minutes.secondsLeft(ours.id, tia)).toBe(0);
    });

    it('needs minutes to go over', async () => {
      const path = `/quotas/members/${tia.memberId}/limit`;
      const { body } = await request('PUT', path, { kind: 'soft', overMinutes: 10 });
      expect(body.code).toBe('minutes.account_not_found');
      expect(await minutes.secondsLeft(ours.id, tia)).toBeNull();
    });

    it('holds in the database as well', async () => {
      await give(5);
      const overdraw = stage.app
        .get(DataSource)
        .query(
          'UPDATE minute_accounts SET over_ms = 10, settled_ms = granted_ms + 11 WHERE organization_id = $1',
          [ours.id],
        );
      await expect(overdraw).rejects.toThrow('minute_accounts_never_overdrawn');
    });
  });

  describe('a refund', () => {
    it('gives back what a call cost, once, with its reason', async () => {
      await give(20);
      const callId = await call(tia, 6 * MINUTE);
      const input = { callId, reason: 'The persona hung up' };
      expect((await request('POST', '/quotas/refunds', input)).body.leftMs).toBe(20 * MINUTE);
      const again = await request('POST', '/quotas/refunds', input);
      expect(again).toMatchObject({ status: 409, body: { code: 'minutes.already_refunded' } });
      const { items } = (await request('GET', '/quotas')).body;
      const entries = (await request('GET', `/quotas/${items[0]?.id}/entries`)).body.items;
      expect(entries[0]).toMatchObject({
        kind: 'refund',
        amountMs: 6 * MINUTE,
        reason: 'The persona hung up',
        call: { partner: 'Sarah Chen', member: { name: 'Tia' } },
        by: { name: 'admin' },
      });
      expect(entries.map(({ refundable }) => refundable)).toEqual([
        false,
        false,
        false,
        false,
        false,
      ]);
    });

    it.each([
      ['a call that was free', 10_000, 409],
      ['a call that still runs', null, 409],
    ])('is refused for %s', async (_, usedMs, status) => {
      await give(20);
      const callId = randomUUID();
      await minutes.reserve({ organizationId: ours.id, payer: tia, callId });
      if (usedMs !== null) await minutes.settle({ organizationId: ours.id, callId, usedMs });
      const answer = await request('POST', '/quotas/refunds', { callId, reason: 'Why not' });
      expect(answer).toMatchObject({ status, body: { code: 'minutes.call_not_charged' } });
    });

    it('of another organization’s call, or of none, is not found', async () => {
      await give(20);
      const callId = await call(tia, 6 * MINUTE);
      const input = { callId, reason: 'Mine' };
      expect((await request('POST', '/quotas/refunds', input, stranger)).status).toBe(404);
      const unknown = { callId: randomUUID(), reason: 'None' };
      expect((await request('POST', '/quotas/refunds', unknown)).status).toBe(404);
    });
  });

  it('says who is about to run out, and by which measure', async () => {
    const names = await Promise.all(
      ['Used up', 'Low', 'Fast', 'Fine'].map((name) => ours.member('trainee', name)),
    );
    const [usedUp, low, fast, fine] = names as [Actor, Actor, Actor, Actor];
    await give(0, usedUp);
    await give(300, fast);
    for (let count = 0; count < 4; count += 1) await call(fast, 55 * MINUTE);
    await give(100, fine);
    await call(fine, 3 * MINUTE);
    await request('PUT', `/quotas/members/${low.memberId}/allowance`, {
      monthlyMinutes: 60,
      rollOver: false,
    });
    await give(5, low);
    const { items } = (await request('GET', '/quotas?runningOut=true&sort=left')).body;
    expect(items.map(({ ownerName, runningOut }) => [ownerName, runningOut])).toEqual([
      ['Used up', 'used_up'],
      ['Low', 'allowance'],
      ['Fast', 'pace'],
    ]);
    expect((await request('GET', '/quotas?runningOut=false')).body.items).toHaveLength(4);
  });

  it('is seen by a member as far as it is theirs: what was given to them and their own calls', async () => {
    await request('PUT', '/quotas/organization', { minutes: 60 });
    await call(cleo, 4 * MINUTE);
    const adminOwn = {
      organizationId: ours.id,
      memberId: ours.admin.memberId,
      role: 'trainee',
      via: 'session',
    } as Actor;
    await call(adminOwn, 2 * MINUTE);
    const key = await keyOf(ours.admin, 'trainee');
    const { items } = (await request('GET', '/quotas/me/entries', undefined, key)).body;
    expect(items.map(({ kind, amountMs }) => `${kind} ${amountMs / MINUTE}`)).toEqual([
      'release 26',
      'settle 2',
      'reserve 28',
    ]);
    expect(items[1]?.call).toMatchObject({ partner: 'Sarah Chen' });
  });

  it('tells its holder what comes and what ends', async () => {
    const key = await keyOf(ours.admin, 'trainee');
    const path = `/quotas/members/${ours.admin.memberId}`;
    await request('PUT', `${path}/allowance`, { monthlyMinutes: 60, rollOver: true });
    await request('PUT', path, {
      grantMinutes: 5,
      expiresAt: new Date(Date.now() + 864e5).toISOString(),
    });
    await request('PUT', `${path}/limit`, { kind: 'soft', overMinutes: 10 });
    expect((await request('GET', '/quotas/me', undefined, key)).body).toMatchObject({
      limited: true,
      paidBy: 'member',
      secondsLeft: 3900,
      secondsUsable: 4500,
      limitKind: 'soft',
      nextAllowance: { at: expect.any(String), seconds: 3600 },
      nextExpiry: { at: expect.any(String), seconds: 300 },
    });
  });

  describe('of an unknown caller who turns out to be a member', () => {
    let callerId: string;
    const move = () =>
      stage.app
        .get(MergedMinutesService, { strict: false })
        .move(ours.id, { callerId, memberId: tia.memberId });
    beforeEach(async () => {
      callerId = randomUUID();
      await minutes.secondsLeft(ours.id, { callerId });
    });

    it('moves to the member’s own account, also what a running call gives back later', async () => {
      await give(10);
      const callId = randomUUID();
      await request('PUT', `/quotas/callers/${callerId}`, { minutes: 20 });
      await minutes.reserve({ organizationId: ours.id, payer: { callerId }, callId });
      await move();
      expect(await minutes.secondsLeft(ours.id, tia)).toBe(900);
      await minutes.settle({ organizationId: ours.id, callId, usedMs: 5 * MINUTE });
      await move();
      await move();
      expect(await minutes.secondsLeft(ours.id, tia)).toBe(1500);
      expect((await request('GET', '/quotas?owner=caller')).body.items).toEqual([]);
    });

    it('is closed with an entry where the member has no account of their own', async () => {
      const [{ id } = { id: '' }] = (await request('GET', '/quotas?owner=caller')).body.items;
      await move();
      const { items } = (await request('GET', `/quotas/${id}/entries`)).body;
      expect(items[0]).toMatchObject({ kind: 'grant', reason: 'closed', leftMs: 0 });
      expect(await minutes.secondsLeft(ours.id, tia)).toBeNull();
      expect(await minutes.secondsLeft(ours.id, { callerId })).toBe(0);
      const late = minutes.reserve({
        organizationId: ours.id,
        payer: { callerId },
        callId: randomUUID(),
      });
      await expect(late).rejects.toMatchObject({ code: 'minutes.used_up' });
    });
  });

  it('is neither seen nor changed by another organization, nor by a coach', async () => {
    await give(10);
    const { items } = (await request('GET', '/quotas')).body;
    const member = `/quotas/members/${tia.memberId}`;
    const allowance = { monthlyMinutes: 5, rollOver: false };
    const tries: [string, string, unknown?][] = [
      ['PUT', `${member}/allowance`, allowance],
      ['DELETE', `${member}/allowance`],
      ['PUT', `${member}/limit`, { kind: 'soft', overMinutes: 5 }],
      ['PUT', `/quotas/teams/${teamId}`, { minutes: 5 }],
      ['PUT', `/quotas/teams/${teamId}/allowance`, allowance],
      ['GET', `/quotas/${items[0]?.id}/lots`],
      ['POST', '/quotas/bulk', { memberIds: [tia.memberId], minutes: { minutes: 5 } }],
    ];
    const coach = await keyOf(ours.admin, 'coach');
    for (const [method, path, body] of tries) {
      expect((await request(method, path, body, stranger)).status).toBe(404);
      expect((await request(method, path, body, coach)).status).toBe(403);
    }
    expect((await request('GET', '/quotas')).body.items).toMatchObject([
      { leftMs: 10 * MINUTE, allowance: null },
    ]);
  });

  it.each([
    ['/allowance', { monthlyMinutes: -1, rollOver: true }],
    ['/allowance', { monthlyMinutes: 60, rollOver: false, rollOverCapMinutes: 5 }],
    ['/allowance', { monthlyMinutes: 200_000, rollOver: true }],
    ['/allowance', { monthlyMinutes: 60 }],
    ['/limit', { kind: 'soft' }],
    ['/limit', { kind: 'hard', overMinutes: 5 }],
    ['/limit', { kind: 'soft', overMinutes: -5 }],
    ['', { grantMinutes: 5, expiresAt: 'soon' }],
    ['', { grantMinutes: 5, expiresAt: '2026-02-30' }],
  ])('refuses %s %j, and nothing is half done', async (path, body) => {
    const answer = await request('PUT', `/quotas/members/${tia.memberId}${path}`, body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    expect((await request('GET', '/quotas')).body.items).toEqual([]);
  });
});
