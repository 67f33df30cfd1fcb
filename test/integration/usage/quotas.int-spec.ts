import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../apps/api/src/auth/actor';
import { ApiKeysService } from '../../../apps/api/src/auth/api-keys.service';
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
  nextCursor: string | null;
  code: string;
} & MinuteAccount;

describe('Quotas', () => {
  let stage: TestApp;
  let ours: TestOrganization;
  let theirs: TestOrganization;
  let tia: Actor;
  let admin: string;
  let stranger: string;

  beforeAll(async () => {
    stage = await createTestApp();
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    [ours, theirs] = [await createOrganization(stage), await createOrganization(stage)];
    tia = await ours.member('trainee', 'Tia');
    [admin, stranger] = [await keyOf(ours.admin), await keyOf(theirs.admin)];
  });

  /** A key acts for an administrator, with the role it was given. */
  const keyOf = async (actor: Actor, role = actor.role): Promise<string> =>
    (await stage.app.get(ApiKeysService).create(actor, { name: 'Test', role })).secret;
  const request = async (key: string, method: string, path: string, body?: unknown) => {
    const response = await fetch(`${stage.url}/api/quotas${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: (text ? JSON.parse(text) : {}) as Body };
  };
  const put = (path: string, body: unknown, key = admin) => request(key, 'PUT', path, body);
  const get = (path: string, key = admin) => request(key, 'GET', path);
  const remove = (path: string, key = admin) => request(key, 'DELETE', path);

  it('set what is left, add to it, and show who has how much', async () => {
    await put(`/members/${tia.memberId}`, { minutes: 12.5 });
    await put('/organization', { grantMinutes: 100 });
    const added = await put(`/members/${tia.memberId}`, { grantMinutes: 2 });
    expect(added).toMatchObject({ status: 200, body: { leftMs: 14.5 * MINUTE } });
    expect((await put(`/members/${tia.memberId}`, { minutes: 3 })).body.leftMs).toBe(3 * MINUTE);

    const { body } = await get('');
    expect(body).toMatchObject({
      nextCursor: null,
      items: [
        { owner: 'organization', ownerName: `Organization ${ours.id}`, leftMs: 100 * MINUTE },
        { owner: 'member', memberId: tia.memberId, ownerName: 'Tia', leftMs: 3 * MINUTE },
      ],
    });
    expect((await get('?owner=member')).body.items.map(({ owner }) => owner)).toEqual(['member']);
  });

  it('set what is left beside what calls used and hold', async () => {
    const minutes = stage.app.get(MinutesService);
    await put(`/members/${tia.memberId}`, { minutes: 20 });
    const [over, running] = [randomUUID(), randomUUID()];
    await minutes.reserve({ organizationId: ours.id, payer: tia, callId: over });
    await minutes.settle({ organizationId: ours.id, callId: over, usedMs: 4 * MINUTE });
    await minutes.reserve({ organizationId: ours.id, payer: tia, callId: running });
    const { body } = await put(`/members/${tia.memberId}`, { minutes: 0 });
    expect(body).toMatchObject({ usedMs: 4 * MINUTE, reservedMs: 11 * MINUTE, leftMs: 0 });
    await minutes.settle({ organizationId: ours.id, callId: running, usedMs: 6 * MINUTE });
    const [account] = (await get('')).body.items;
    expect(account).toMatchObject({ usedMs: 10 * MINUTE, reservedMs: 0, leftMs: 5 * MINUTE });
  });

  it.each([1, 2, 3, 100])('list every account once, %i a page, in either order', async (limit) => {
    for (const [name, amount] of [
      ['zoë', 1],
      ['Ann', 3],
      ['Bob', 2],
    ] as const) {
      const { memberId } = await ours.member('trainee', name);
      await put(`/members/${memberId}`, { minutes: amount });
    }
    await put('/organization', { minutes: 2 });
    await stage.app.get(MinutesService).secondsLeft(ours.id, { callerId: randomUUID() });
    const listed = async (sort: string) => {
      const items: MinuteAccount[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const { body } = await get(
          `?sort=${sort}&limit=${limit}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
        );
        expect(body.items.length).toBeLessThanOrEqual(limit);
        items.push(...body.items);
        cursor = body.nextCursor;
      }
      return items;
    };
    const byOwner = await listed('owner');
    expect(byOwner.map(({ owner, ownerName }) => (owner === 'member' ? ownerName : owner))).toEqual(
      ['organization', 'Ann', 'Bob', 'zoë', 'caller'],
    );
    const byLeft = await listed('left');
    expect(byLeft.map(({ leftMs }) => leftMs / MINUTE)).toEqual([1, 2, 2, 3, 3]);
    expect(new Set(byLeft.map(({ id }) => id)).size).toBe(5);
  });

  it('keep a statement of who changed what, the latest first, page by page', async () => {
    const path = `/members/${tia.memberId}`;
    const { id } = (await put(path, { minutes: 10, reason: 'First month' })).body;
    await put(path, { grantMinutes: 5 });
    await put(path, { minutes: 1 });
    await remove(path);
    expect((await get(`/${id}`)).body).toMatchObject({ leftMs: 0, liftedAt: expect.any(String) });
    const first = (await get(`/${id}/entries?limit=3`)).body;
    const second = (await get(`/${id}/entries?limit=3&cursor=${first.nextCursor}`)).body;
    expect(second.nextCursor).toBeNull();
    const by = { id: ours.admin.memberId, name: 'admin' };
    expect([...first.items, ...second.items]).toMatchObject([
      { kind: 'grant', amountMs: -MINUTE, leftMs: 0, reason: 'lifted', by },
      { kind: 'grant', amountMs: -14 * MINUTE, leftMs: MINUTE, reason: 'set', by },
      { kind: 'grant', amountMs: 5 * MINUTE, leftMs: 15 * MINUTE, reason: 'granted', by },
      { kind: 'grant', amountMs: 10 * MINUTE, leftMs: 10 * MINUTE, reason: 'First month', by },
    ]);
  });

  it('are lifted once, and gone from the list', async () => {
    await put('/organization', { minutes: 5 });
    expect((await remove('/organization')).status).toBe(204);
    expect((await get('')).body.items).toEqual([]);
    const again = await remove('/organization');
    expect(again).toMatchObject({ status: 404, body: { code: 'minutes.account_not_found' } });
  });

  it('tell every member what they have', async () => {
    const trainee = await keyOf(ours.admin, 'trainee');
    const mine = async () => (await get('/me', trainee)).body;
    expect(await mine()).toMatchObject({ limited: false, paidBy: null, secondsLeft: null });
    await put('/organization', { minutes: 10 });
    expect(await mine()).toMatchObject({ limited: true, paidBy: 'organization', secondsLeft: 600 });
    await put(`/members/${ours.admin.memberId}`, { minutes: 0.5 });
    expect(await mine()).toMatchObject({ limited: true, paidBy: 'member', secondsLeft: 30 });
  });

  it('change a caller’s minutes once they have called', async () => {
    const callerId = randomUUID();
    const early = await put(`/callers/${callerId}`, { grantMinutes: 5 });
    expect(early).toMatchObject({ status: 404, body: { code: 'minutes.account_not_found' } });
    await stage.app.get(MinutesService).secondsLeft(ours.id, { callerId });
    const { body } = await put(`/callers/${callerId}`, { grantMinutes: 5 });
    expect(body).toMatchObject({ owner: 'caller', callerId, leftMs: 8 * MINUTE, ownerName: null });
  });

  it('are read and written by administrators alone', async () => {
    const coach = await keyOf(ours.admin, 'coach');
    const { id } = (await put('/organization', { minutes: 5 })).body;
    const answers = [
      await get('', coach),
      await get(`/${id}`, coach),
      await get(`/${id}/entries`, coach),
      await put('/organization', { minutes: 50 }, coach),
      await put(`/members/${tia.memberId}`, { minutes: 50 }, coach),
      await remove('/organization', coach),
      await get('', 'spl_invented'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 403, 401]);
    expect((await get('')).body.items).toMatchObject([{ leftMs: 5 * MINUTE }]);
  });

  it('are neither seen nor changed by another organization', async () => {
    const path = `/members/${tia.memberId}`;
    const { id } = (await put(path, { minutes: 5 })).body;
    const callerId = randomUUID();
    await stage.app.get(MinutesService).secondsLeft(ours.id, { callerId });
    const answers = [
      await put(path, { minutes: 50 }, stranger),
      await remove(path, stranger),
      await put(`/callers/${callerId}`, { minutes: 50 }, stranger),
      await get(`/${id}`, stranger),
      await get(`/${id}/entries`, stranger),
      await remove('/organization', stranger),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404]);
    expect((await get('', stranger)).body.items).toEqual([]);
    expect((await get('')).body.items.map(({ leftMs }) => leftMs)).toEqual([
      5 * MINUTE,
      3 * MINUTE,
    ]);
  });

  it.each([
    ['nothing', {}],
    ['both at once', { minutes: 1, grantMinutes: 1 }],
    ['less than nothing', { minutes: -1 }],
    ['a gift that takes', { grantMinutes: -5 }],
    ['a gift of nothing', { grantMinutes: 0 }],
    ['an absurd amount', { minutes: 100_001 }],
    ['text', { minutes: '10' }],
    ['no number', { minutes: null }],
    ['a misspelling', { minute: 10 }],
    ['a blank reason', { minutes: 10, reason: ' ' }],
    ['a list', [1]],
  ])('refuse %s', async (_, body) => {
    const answer = await put('/organization', body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    expect((await get('')).body.items).toEqual([]);
  });

  it.each([
    ['PUT', '/members/nobody', 400],
    ['PUT', `/members/${randomUUID()}`, 404],
    ['DELETE', `/members/${randomUUID()}`, 404],
    ['GET', '/no-id/entries', 400],
    ['GET', `/${randomUUID()}/entries`, 404],
    ['GET', '?cursor=rubbish', 400],
    ['GET', '?sort=name', 400],
    ['GET', '?limit=0', 400],
  ])('answer %s %s with %i', async (method, path, status) => {
    const body = method === 'PUT' ? { minutes: 1 } : undefined;
    expect((await request(admin, method, path, body)).status).toBe(status);
  });

  it('are a guest’s only as a caller, because that is how they pay', async () => {
    const guest = randomUUID();
    await stage.app.get(DataSource).query(
      `INSERT INTO members (organization_id, id, name, role, guest)
         VALUES ($1, $2, 'Caller ··· 4567', 'trainee', true)`,
      [ours.id, guest],
    );
    expect((await put(`/members/${guest}`, { minutes: 5 })).body.code).toBe(
      'minutes.member_not_found',
    );
  });

  it('have no use for a removed member', async () => {
    await put(`/members/${tia.memberId}`, { minutes: 5 });
    const key = await keyOf(ours.admin);
    await fetch(`${stage.url}/api/members/${tia.memberId}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${key}` },
    });
    expect((await get('')).body.items).toEqual([]);
    expect((await put(`/members/${tia.memberId}`, { minutes: 5 })).body.code).toBe(
      'minutes.member_not_found',
    );
  });
});
