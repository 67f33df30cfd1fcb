import { AccountsService } from '../../../apps/api/src/auth/accounts.service';
import { AuthService } from '../../../apps/api/src/auth/auth.service';
import type { Role } from '../../../apps/api/src/auth/auth.schemas';
import { InvitationsService } from '../../../apps/api/src/organizations/invitations.service';
import { JoiningService } from '../../../apps/api/src/organizations/joining.service';
import { testDatabaseUrl } from '../../support/test-database';
import {
  cookieOf,
  DAY_MS,
  MembershipStage,
  type Person,
  problem,
  tokenIn,
} from '../auth/membership-stage';

const GUEST = 'guest@example.com';
const CHOSEN = 'the guest’s password';

describe('An invitation', () => {
  let stage: MembershipStage;
  let invitations: InvitationsService;
  let joining: JoiningService;
  let organizationId: string;
  let admin: Person;
  beforeAll(async () => {
    stage = await MembershipStage.open(await testDatabaseUrl());
    invitations = stage.get(InvitationsService);
    joining = stage.get(JoiningService);
  });
  beforeEach(async () => {
    await stage.clear();
    ({ id: organizationId, admin } = await stage.organization('Acme'));
  });
  afterAll(() => stage.close());

  const invite = async (role: Role = 'trainee', email = GUEST, who = admin) => {
    const invitation = await invitations.invite(who.actor, { email, role });
    return { ...invitation, token: tokenIn(invitation.link) };
  };
  const accept = (token: string, name = 'Guest') =>
    joining.accept({ token, name, password: CHOSEN }, 'Test browser');
  const invalid = problem('organizations.invitation_invalid');

  it('is mailed and shown once; afterwards only its hash is known', async () => {
    const { link, token } = await invite('coach');
    expect(link).toBe(`https://practice.example.com/invitations/${token}`);
    const mail = await stage.lastMail();
    expect(mail).toMatchObject({ to: GUEST, subject: 'Join Acme on Sparline' });
    expect(mail.text).toContain(link);
    expect(JSON.stringify(await invitations.list(admin.actor))).not.toContain(token);
    expect(JSON.stringify(await stage.database.query('SELECT * FROM invitations'))).not.toContain(
      token,
    );
  });

  it('says who invites before it is accepted', async () => {
    const { token } = await invite('coach');
    expect(await joining.preview(token)).toEqual({
      email: GUEST,
      role: 'coach',
      organizationName: 'Acme',
    });
  });

  it('makes a member and signs them in', async () => {
    const { token } = await invite('coach');
    const { token: session, me } = await accept(token);
    expect(me).toMatchObject({ email: GUEST, name: 'Guest', role: 'coach' });
    const actor = await stage.get(AuthService).actorFromCookieHeader(cookieOf(session));
    expect(actor).toEqual({ organizationId, memberId: me.id, role: 'coach', via: 'session' });
    await expect(stage.signIn(GUEST, CHOSEN)).resolves.toBeDefined();
    expect(await invitations.list(admin.actor)).toEqual([]);
  });

  it('works once', async () => {
    const { token } = await invite();
    await accept(token);
    await expect(accept(token)).rejects.toEqual(invalid);
    await expect(joining.preview(token)).rejects.toEqual(invalid);
  });

  it('lets one in when two accept it at the same time', async () => {
    const { token } = await invite();
    const outcomes = await Promise.allSettled([accept(token, 'First'), accept(token, 'Second')]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: invalid });
    const rows = await stage.database.query('SELECT 1 FROM members WHERE email = $1', [GUEST]);
    expect(rows).toHaveLength(1);
  });

  it('ends after seven days', async () => {
    const { token } = await invite();
    stage.clock.advance(7 * DAY_MS);
    await expect(joining.preview(token)).rejects.toEqual(invalid);
    await expect(accept(token)).rejects.toEqual(invalid);
    expect(await invitations.list(admin.actor)).toEqual([]);
  });

  it('can be withdrawn', async () => {
    const { id, token } = await invite();
    await invitations.revoke(admin.actor, id);
    await expect(accept(token)).rejects.toEqual(invalid);
    await expect(invitations.revoke(admin.actor, id)).rejects.toEqual(
      problem('organizations.invitation_not_found'),
    );
  });

  it('cannot be withdrawn after it was accepted', async () => {
    const { id, token } = await invite();
    await accept(token);
    await expect(invitations.revoke(admin.actor, id)).rejects.toEqual(
      problem('organizations.invitation_not_found'),
    );
  });

  it('replaces an earlier one to the same address', async () => {
    const first = await invite('admin');
    const second = await invite('trainee', 'guest@example.com');
    await expect(accept(first.token)).rejects.toEqual(invalid);
    expect(await invitations.list(admin.actor)).toMatchObject([{ role: 'trainee' }]);
    expect((await accept(second.token)).me.role).toBe('trainee');
  });

  it('gives no role above the inviter’s own', async () => {
    const asCoach = { ...admin, actor: { ...admin.actor, role: 'coach' as const } };
    await expect(invite('admin', GUEST, asCoach)).rejects.toEqual(
      problem('organizations.role_above_yours'),
    );
  });

  it.each(['demoted', 'suspended', 'removed'] as const)(
    'is void once the inviter is %s',
    async (fate) => {
      const inviter = await stage.person(organizationId, { role: 'admin' });
      const { token } = await invite('admin', GUEST, inviter);
      const accounts = stage.get(AccountsService);
      const acts = {
        demoted: () => accounts.change(organizationId, inviter.id, { role: 'coach' }),
        suspended: () => accounts.change(organizationId, inviter.id, { suspended: true }),
        removed: () => accounts.remove(organizationId, inviter.id),
      };
      await acts[fate]();
      await expect(accept(token)).rejects.toEqual(invalid);
    },
  );

  it('is not made for who is a member already', async () => {
    const person = await stage.person(organizationId);
    await expect(invite('trainee', person.email)).rejects.toEqual(
      problem('organizations.already_member'),
    );
  });

  it('does not tell that an address belongs to another organization, until its owner accepts', async () => {
    const other = await stage.organization('Other');
    const person = await stage.person(other.id);
    const { token } = await invite('trainee', person.email);
    await expect(accept(token)).rejects.toEqual(problem('organizations.email_taken'));
    expect(await invitations.list(admin.actor)).toHaveLength(1);
    await expect(stage.signIn(person.email)).resolves.toBeDefined();
  });

  it('is refused when the token was made up', async () => {
    for (const token of ['', 'x'.repeat(43), '../../etc/passwd']) {
      await expect(joining.preview(token)).rejects.toEqual(invalid);
    }
  });

  it('is out of another organization’s sight and reach', async () => {
    const { id, token } = await invite();
    const stranger = (await stage.organization('Other')).admin;
    expect(await invitations.list(stranger.actor)).toEqual([]);
    await expect(invitations.revoke(stranger.actor, id)).rejects.toEqual(
      problem('organizations.invitation_not_found'),
    );
    await invitations.invite(stranger.actor, { email: GUEST, role: 'trainee' });
    expect((await accept(token)).me.organization.name).toBe('Acme');
  });
});
