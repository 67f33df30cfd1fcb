import { DataSource } from 'typeorm';
import type { Actor } from '../../../apps/api/src/auth/actor';
import { ApiKeysService } from '../../../apps/api/src/auth/api-keys.service';
import { CallersService } from '../../../apps/api/src/telephony/numbers/callers.service';
import type { Caller } from '../../../apps/api/src/telephony/numbers/caller';
import { createOrganization, type TestOrganization } from '../../support/organizations';
import { createTestApp, type TestApp } from '../../support/test-app';
import { insertPhoneCall } from './phone-call';

type Answer = { status: number; body: Record<string, unknown> };
type Listed = { id: string; maskedNumber: string; name: string | null; calls: number };

describe('An administrator and the callers', () => {
  let server: TestApp;
  let first: TestOrganization;
  let second: TestOrganization;
  let caller: Caller;
  let sql: DataSource;
  let admin: string;
  let coach: string;
  let trainee: string;
  let foreign: string;

  beforeAll(async () => {
    server = await createTestApp();
    first = await createOrganization(server);
    second = await createOrganization(server);
    sql = server.app.get(DataSource);
    admin = await keyOf(first.admin);
    coach = await keyOf(await first.member('coach'));
    trainee = await keyOf(await first.member('trainee'));
    foreign = await keyOf(second.admin);
    caller = await identify('+15550301234');
  });
  afterAll(() => server.close());

  const keyOf = async (actor: Actor): Promise<string> => {
    const wish = { name: 'test', role: actor.role };
    return (await server.app.get(ApiKeysService, { strict: false }).create(actor, wish)).secret;
  };
  const identify = async (number: string): Promise<Caller> => {
    const identified = await server.app.get(CallersService).identify(number);
    if (identified === 'withheld') throw new Error('This number is shown.');
    return identified;
  };
  const ask = async (
    key: string,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Answer> => {
    const response = await fetch(`${server.url}/api${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text === '' ? {} : (JSON.parse(text) as Answer['body']),
    };
  };
  const audited = async (key = admin) => {
    const { body } = await ask(key, 'GET', '/audit');
    return body.items as { action: string; subject: string; member: { id: string } }[];
  };

  it('sees who has called, how often and when, without the number', async () => {
    await insertPhoneCall(sql, caller);
    await insertPhoneCall(sql, caller);
    const { status, body } = await ask(admin, 'GET', '/callers');
    expect(status).toBe(200);
    expect(body.items).toEqual([
      {
        id: caller.callerId,
        maskedNumber: '··· 1234',
        memberId: caller.memberId,
        name: null,
        blocked: false,
        calls: 2,
        lastCallAt: expect.any(String),
        createdAt: expect.any(String),
      },
    ]);
    expect(JSON.stringify(body)).not.toContain('5550301234');
  });

  it('turns the pages of many callers without missing one', async () => {
    for (let nth = 0; nth < 5; nth += 1) await identify(`+1555040000${nth}`);
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await ask(admin, 'GET', `/callers?limit=2${cursor}`);
      const items = body.items as Listed[];
      expect(items.length).toBeLessThanOrEqual(2);
      seen.push(...items.map(({ id }) => id));
      cursor = typeof body.nextCursor === 'string' ? `&cursor=${body.nextCursor}` : '';
    } while (cursor !== '');
    expect(seen).toHaveLength(6);
    expect(new Set(seen).size).toBe(6);
  });

  it('has it written down when a number is shown', async () => {
    const before = (await audited()).length;
    const { status, body } = await ask(admin, 'POST', `/callers/${caller.callerId}/reveal`);
    expect([status, body]).toEqual([200, { number: '+15550301234' }]);
    const entries = await audited();
    expect(entries).toHaveLength(before + 1);
    expect(entries[0]).toMatchObject({
      action: 'caller.revealed',
      subject: `caller:${caller.callerId}`,
      member: { id: first.admin.memberId },
    });
    expect(JSON.stringify(entries)).not.toContain('5550301234');
  });

  it('blocks a number and lets it call again', async () => {
    const put = (blocked: boolean) =>
      ask(admin, 'PUT', `/callers/${caller.callerId}/blocked`, { blocked });
    expect((await put(true)).status).toBe(204);
    expect(await identify('+15550301234')).toMatchObject({ blocked: true });
    expect((await put(false)).status).toBe(204);
    expect(await identify('+15550301234')).toMatchObject({ blocked: false });
    expect((await audited()).slice(0, 2).map(({ action }) => action)).toEqual([
      'caller.unblocked',
      'caller.blocked',
    ]);
  });

  it.each([
    ['GET', '/callers'],
    ['GET', '/audit'],
    ['POST', '/callers/:id/reveal'],
    ['PUT', '/callers/:id/blocked'],
  ])('alone may %s %s', async (method, path) => {
    const before = (await audited()).length;
    const filled = path.replace(':id', caller.callerId);
    for (const key of [coach, trainee]) {
      const body = method === 'PUT' ? { blocked: true } : undefined;
      expect((await ask(key, method, filled, body)).status).toBe(403);
    }
    expect(await audited()).toHaveLength(before);
  });

  it('of another organization sees, shows and blocks nobody here', async () => {
    expect((await ask(foreign, 'GET', '/callers')).body.items).toEqual([]);
    const before = (await audited()).length;
    const reveal = await ask(foreign, 'POST', `/callers/${caller.callerId}/reveal`);
    const blocked = await ask(foreign, 'PUT', `/callers/${caller.callerId}/blocked`, {
      blocked: true,
    });
    expect([reveal.status, blocked.status]).toEqual([404, 404]);
    expect(reveal.body.code).toBe('telephony.caller_not_found');
    expect(await identify('+15550301234')).toMatchObject({ blocked: false });
    expect(await audited(foreign)).toEqual([]);
    expect(await audited()).toHaveLength(before);
  });

  it('cannot reach a number that a member has only begun to add', async () => {
    const [row] = await sql.query<{ id: string }[]>(
      `INSERT INTO phone_numbers (organization_id, member_id, number)
       VALUES ($1, $2, '+15550309999') RETURNING id`,
      [first.id, first.admin.memberId],
    );
    expect((await ask(admin, 'POST', `/callers/${row?.id}/reveal`)).status).toBe(404);
    const { body } = await ask(admin, 'GET', '/callers?limit=100');
    expect((body.items as Listed[]).map(({ id }) => id)).not.toContain(row?.id);
  });

  it.each([
    ['GET', '/callers?cursor=nonsense', undefined],
    ['GET', '/audit?cursor=nonsense', undefined],
    ['GET', '/callers?limit=0', undefined],
    ['POST', '/callers/nobody/reveal', undefined],
    ['PUT', '/callers/:id/blocked', { blocked: 'yes' }],
    ['POST', '/me/phone-numbers', { number: '' }],
    ['POST', '/me/phone-numbers', { number: 5 }],
    ['POST', '/me/phone-numbers/:id/verify', { code: '12345' }],
    ['POST', '/me/phone-numbers/:id/verify', { code: '12345a' }],
  ])('is told what is wrong with %s %s %j', async (method, path, body) => {
    const filled = path.replace(':id', caller.callerId);
    expect((await ask(admin, method, filled, body)).status).toBe(400);
  });
});
