import { AuthService } from '../../../apps/api/src/auth/auth.service';
import { AuditService } from '../../../apps/api/src/organizations/audit.service';
import { MembersService } from '../../../apps/api/src/organizations/members.service';
import { ListMembers } from '../../../apps/api/src/organizations/organizations.schemas';
import { encodeCursor } from '../../../apps/api/src/platform/http/cursor';
import { testDatabaseUrl } from '../../support/test-database';
import { MembershipStage, type Person, problem } from '../auth/membership-stage';

describe('Members', () => {
  let stage: MembershipStage;
  let members: MembersService;
  let organizationId: string;
  let admin: Person;
  beforeAll(async () => {
    stage = await MembershipStage.open(await testDatabaseUrl());
    members = stage.get(MembersService);
  });
  beforeEach(async () => {
    await stage.clear();
    ({ id: organizationId, admin } = await stage.organization());
  });
  afterAll(() => stage.close());

  const page = (query: Partial<Record<keyof ListMembers, unknown>> = {}, who = admin) =>
    members.page(who.actor, ListMembers.parse(query));

  const allPages = async (query: { sort: string; limit: number; q?: string }) => {
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const { items, nextCursor } = await page({ ...query, cursor });
      expect(items.length).toBeLessThanOrEqual(query.limit);
      names.push(...items.map(({ name }) => name));
      cursor = nextCursor ?? undefined;
    } while (cursor !== undefined);
    return names;
  };

  it('leave word of who changed what they may do, and of nothing that was refused', async () => {
    const person = await stage.person(organizationId, { name: 'Ann' });
    await members.update(admin.actor, person.id, { name: 'Anne' });
    await members.update(admin.actor, person.id, { role: 'coach', suspended: true });
    await members.remove(admin.actor, person.id);
    await expect(members.remove(admin.actor, person.id)).rejects.toEqual(
      problem('organizations.member_not_found'),
    );
    const { items } = await stage.get(AuditService).page(admin.actor, { limit: 10, sort: '-at' });
    expect(items.map(({ action, member }) => [action, member.id]).reverse()).toEqual(
      expect.arrayContaining([
        ['member.made_coach', admin.id],
        ['member.suspended', admin.id],
        ['member.removed', admin.id],
      ]),
    );
    expect(items).toHaveLength(3);
    expect(items.every(({ subject }) => subject === `member:${person.id}`)).toBe(true);
    const other = await stage.organization();
    expect(
      (await stage.get(AuditService).page(other.admin.actor, { limit: 10, sort: '-at' })).items,
    ).toEqual([]);
  });

  describe('listed', () => {
    beforeEach(async () => {
      for (const name of ['bob', 'Bob', 'Zoë', 'anna', 'Åsa', 'Bob', '100% Eve_']) {
        await stage.person(organizationId, { name });
      }
      await members.update(admin.actor, admin.id, { name: 'Carl' });
    });

    it.each([1, 2, 3, 8, 100])('come once each, by name, %i a page', async (limit) => {
      const names = await allPages({ sort: 'name', limit });
      expect([...names].sort()).toEqual(
        ['100% Eve_', 'Bob', 'Bob', 'Carl', 'Zoë', 'anna', 'bob', 'Åsa'].sort(),
      );
      const plain = names
        .filter((name) => /^[a-z]+$/i.test(name))
        .map((name) => name.toLowerCase());
      expect(plain).toEqual(['anna', 'bob', 'bob', 'bob', 'carl']);
    });

    it('come newest first when asked, though several arrived in one millisecond', async () => {
      await stage.database.query(`UPDATE members SET created_at = '2025-01-01' WHERE name = 'Bob'`);
      await stage.database.query(
        `UPDATE members SET created_at = '2024-01-01' WHERE name = 'anna'`,
      );
      const names = await allPages({ sort: '-createdAt', limit: 1 });
      expect(names).toHaveLength(8);
      expect(names.slice(-3).sort()).toEqual(['Bob', 'Bob', 'anna']);
      expect(names.at(-1)).toBe('anna');
    });

    it.each([
      ['bo', ['Bob', 'Bob', 'bob']],
      ['ZOË', ['Zoë']],
      ['100%', ['100% Eve_']],
      ['_', ['100% Eve_']],
      ['%', ['100% Eve_']],
      ['\\', []],
      ["' OR 1=1 --", []],
      ['example.com', ['100% Eve_', 'Bob', 'Bob', 'Carl', 'Zoë', 'anna', 'bob', 'Åsa']],
    ])('are found by %p in name or address', async (q, expected) => {
      const { items } = await page({ q });
      expect(items.map(({ name }) => name).sort()).toEqual(expected);
    });

    it('are found by role', async () => {
      const { items } = await page({ role: 'admin' });
      expect(items.map(({ name }) => name)).toEqual(['Carl']);
    });

    it.each([
      ['rubbish', 'rubbish'],
      [
        'another sort’s',
        encodeCursor({
          sort: '-createdAt',
          value: '2027-01-01T00:00:00Z',
          id: crypto.randomUUID(),
        }),
      ],
      ['one with a bad id', encodeCursor({ sort: 'name', value: 'a', id: '1' })],
    ])('refuse %s cursor', async (_, cursor) => {
      await expect(page({ cursor })).rejects.toEqual(problem('request.bad_cursor'));
    });

    it('never show a password’s hash', async () => {
      expect(JSON.stringify(await page())).not.toContain('argon2');
    });

    it('show another organization nothing', async () => {
      const stranger = (await stage.organization('Other')).admin;
      const { items } = await page({}, stranger);
      expect(items.map(({ id }) => id)).toEqual([stranger.id]);
    });
  });

  describe('changed', () => {
    it('take a new name, role or suspension', async () => {
      const person = await stage.person(organizationId);
      const changed = await members.update(admin.actor, person.id, { name: 'New', role: 'coach' });
      expect(changed).toMatchObject({
        id: person.id,
        name: 'New',
        role: 'coach',
        suspended: false,
      });
      await members.update(admin.actor, person.id, { suspended: true });
      const { items } = await page({ q: 'New' });
      expect(items[0]).toMatchObject({ role: 'coach', suspended: true });
    });

    it('are given no role above the giver’s own', async () => {
      const person = await stage.person(organizationId);
      const asCoach = { ...admin.actor, role: 'coach' } as const;
      await expect(members.update(asCoach, person.id, { role: 'admin' })).rejects.toEqual(
        problem('organizations.role_above_yours'),
      );
    });

    it('cannot be changed or removed by another organization', async () => {
      const person = await stage.person(organizationId, { name: 'Safe' });
      const stranger = (await stage.organization('Other')).admin;
      const notFound = problem('organizations.member_not_found');
      await expect(
        members.update(stranger.actor, person.id, { role: 'admin', name: 'Hacked' }),
      ).rejects.toEqual(notFound);
      await expect(members.remove(stranger.actor, person.id)).rejects.toEqual(notFound);
      const { items } = await page({ q: 'Safe' });
      expect(items[0]).toMatchObject({ role: 'trainee', suspended: false });
    });
  });

  describe('removed', () => {
    it('leave the list and cannot be changed any more, but their row and name stay', async () => {
      const person = await stage.person(organizationId, { name: 'Gone' });
      await members.remove(admin.actor, person.id);
      expect((await page({ q: 'Gone' })).items).toEqual([]);
      const notFound = problem('organizations.member_not_found');
      await expect(members.remove(admin.actor, person.id)).rejects.toEqual(notFound);
      await expect(members.update(admin.actor, person.id, { role: 'admin' })).rejects.toEqual(
        notFound,
      );
      const rows = await stage.database.query('SELECT name FROM members WHERE id = $1', [
        person.id,
      ]);
      expect(rows).toEqual([{ name: 'Gone' }]);
    });

    it('free their address for a new start', async () => {
      const person = await stage.person(organizationId, { email: 'back@example.com' });
      await members.remove(admin.actor, person.id);
      const again = await stage.person(organizationId, { email: 'back@example.com' });
      const auth = stage.get(AuthService);
      const actor = await auth.actorFromCookieHeader(await stage.signIn('back@example.com'));
      expect(actor?.memberId).toBe(again.id);
    });
  });

  describe('of whom one administers', () => {
    it.each([
      ['demoted', (who: Person) => members.update(who.actor, who.id, { role: 'coach' })],
      ['suspended', (who: Person) => members.update(who.actor, who.id, { suspended: true })],
      ['removed', (who: Person) => members.remove(who.actor, who.id)],
    ])('cannot have the last administrator %s', async (_, act) => {
      const refused = { kind: 'conflict', code: 'organizations.last_admin' };
      await expect(act(admin)).rejects.toMatchObject(refused);

      const second = await stage.person(organizationId, { role: 'admin' });
      await members.update(admin.actor, second.id, { suspended: true });
      await expect(act(admin)).rejects.toMatchObject(refused);

      await members.update(admin.actor, second.id, { suspended: false });
      await expect(act(admin)).resolves.not.toThrow();
    });

    it('is not saved by another organization’s administrators', async () => {
      await stage.organization('Other');
      await expect(members.update(admin.actor, admin.id, { role: 'coach' })).rejects.toEqual(
        problem('organizations.last_admin'),
      );
    });

    it('may rename themselves', async () => {
      const renamed = await members.update(admin.actor, admin.id, { name: 'Boss', role: 'admin' });
      expect(renamed).toMatchObject({ name: 'Boss', role: 'admin' });
    });

    it('keeps one when all step down at the same time', async () => {
      const admins = [admin];
      for (let more = 0; more < 4; more += 1) {
        admins.push(await stage.person(organizationId, { role: 'admin' }));
      }
      const outcomes = await Promise.allSettled(
        admins.map((one, index) =>
          index % 2 === 0
            ? members.update(one.actor, one.id, { role: 'coach' })
            : members.remove(one.actor, one.id),
        ),
      );
      expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([
        { status: 'rejected', reason: problem('organizations.last_admin') },
      ]);
      expect((await page({ role: 'admin' })).items).toHaveLength(1);
    });
  });
});
