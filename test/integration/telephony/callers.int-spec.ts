import { DataSource } from 'typeorm';
import { AccountsService } from '../../../apps/api/src/auth/accounts.service';
import { AuthModule } from '../../../apps/api/src/auth/auth.module';
import { MembersService } from '../../../apps/api/src/organizations/members.service';
import { CallLimits } from '../../../apps/api/src/telephony/call-limits';
import { CallersService } from '../../../apps/api/src/telephony/numbers/callers.service';
import type { Caller } from '../../../apps/api/src/telephony/numbers/caller';
import { codeOf, createOrganization, type TestOrganization } from '../../support/organizations';
import { createTestApp, type TestApp } from '../../support/test-app';

describe('Callers', () => {
  let server: TestApp;
  let first: TestOrganization;
  let second: TestOrganization;
  let callers: CallersService;
  let sql: DataSource;

  beforeAll(async () => {
    server = await createTestApp();
    first = await createOrganization(server);
    second = await createOrganization(server);
    callers = server.app.get(CallersService);
    sql = server.app.get(DataSource);
  });
  afterAll(() => server.close());

  let last = 15_550_100_000;
  const unknownNumber = () => `+${(last += 1)}`;
  const identify = async (number: string): Promise<Caller> => {
    const caller = await callers.identify(number);
    if (caller === 'withheld') throw new Error('This number is shown.');
    return caller;
  };

  it('makes a stranger a guest of the first organization, named by the last digits', async () => {
    const caller = await identify('+15550104567');
    expect(caller).toMatchObject({ organizationId: first.id, known: false, blocked: false });
    expect(caller).not.toHaveProperty('name');
    const rows: unknown[] = await sql.query(
      'SELECT name, role, guest, email FROM members WHERE id = $1',
      [caller.memberId],
    );
    expect(rows).toEqual([{ name: 'Caller ··· 4567', role: 'trainee', guest: true, email: null }]);
  });

  it('knows the guest again', async () => {
    const number = unknownNumber();
    expect(await identify(number)).toEqual(await identify(number));
  });

  it('makes one guest of twenty first calls at once', async () => {
    const number = unknownNumber();
    const all = await Promise.all(Array.from({ length: 20 }, () => identify(number)));
    expect(new Set(all.map(({ callerId }) => callerId)).size).toBe(1);
    expect(new Set(all.map(({ memberId }) => memberId)).size).toBe(1);
    const guests: unknown[] = await sql.query('SELECT FROM phone_numbers WHERE number = $1', [
      number,
    ]);
    expect(guests).toHaveLength(1);
  });

  it.each(['anonymous', 'Restricted', '', '+266696687', 'sip:ada@example.com', '+1'])(
    'cannot tell who %p is',
    async (from) => {
      expect(await callers.identify(from)).toBe('withheld');
    },
  );

  it('leaves guests out of the members', async () => {
    const { memberId } = await identify(unknownNumber());
    const page = await server.app
      .get(MembersService, { strict: false })
      .page(first.admin, { limit: 100, sort: 'name' });
    expect(page.items.map(({ id }) => id)).not.toContain(memberId);
    expect(page.items.every(({ email }) => email.includes('@'))).toBe(true);
    const accounts = server.app.select(AuthModule).get(AccountsService);
    expect(await accounts.find(first.id, memberId)).toBeUndefined();
    expect(await accounts.change(first.id, memberId, { role: 'admin' })).toBe('not_found');
    expect(await accounts.remove(first.id, memberId)).toBe('not_found');
  });

  it('gives no guest an address or a password', async () => {
    const { memberId } = await identify(unknownNumber());
    for (const change of [`email = 'a@example.com'`, `password_hash = 'x'`, `role = 'admin'`]) {
      await expect(
        sql.query(`UPDATE members SET ${change} WHERE id = $1`, [memberId]),
      ).rejects.toThrow('members_guests_cannot_sign_in');
    }
    await expect(
      sql.query('UPDATE members SET email = NULL WHERE id = $1', [second.admin.memberId]),
    ).rejects.toThrow('members_guests_cannot_sign_in');
  });

  const verified = async (organization: TestOrganization, number: string, name: string) => {
    const { memberId } = await organization.member('trainee', name);
    await sql.query(
      `INSERT INTO phone_numbers (organization_id, member_id, number, verified_at)
       VALUES ($1, $2, $3, now())`,
      [organization.id, memberId, number],
    );
    return memberId;
  };

  it('knows a member of any organization by a verified number', async () => {
    const number = unknownNumber();
    const memberId = await verified(second, number, 'Ada');
    expect(await identify(number)).toMatchObject({
      organizationId: second.id,
      memberId,
      name: 'Ada',
      known: true,
      blocked: false,
    });
  });

  it('recognises nobody by a number that is not verified yet', async () => {
    const number = unknownNumber();
    await sql.query(
      'INSERT INTO phone_numbers (organization_id, member_id, number) VALUES ($1, $2, $3)',
      [second.id, second.admin.memberId, number],
    );
    expect(await identify(number)).toMatchObject({ organizationId: first.id, known: false });
  });

  it('refuses a suspended member, and forgets a removed one', async () => {
    const number = unknownNumber();
    const memberId = await verified(second, number, 'Bo');
    await sql.query('UPDATE members SET suspended = true WHERE id = $1', [memberId]);
    expect(await identify(number)).toMatchObject({ known: true, blocked: true });
    await sql.query('UPDATE members SET deleted_at = now() WHERE id = $1', [memberId]);
    expect(await identify(number)).toMatchObject({
      organizationId: first.id,
      known: false,
      blocked: false,
    });
  });

  it('lets a number call ten times in an hour', async () => {
    const limits = server.app.get(CallLimits);
    const { callerId } = await identify(unknownNumber());
    const { callerId: another } = await identify(unknownNumber());
    for (let call = 1; call <= 10; call += 1) await limits.check(callerId);
    expect(await codeOf(limits.check(callerId))).toBe('telephony.too_many_calls');
    await limits.check(another);
  });
});
