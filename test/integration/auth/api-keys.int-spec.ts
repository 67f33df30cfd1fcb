import { AccountsService } from '../../../apps/api/src/auth/accounts.service';
import { ApiKeysService } from '../../../apps/api/src/auth/api-keys.service';
import { AuthService } from '../../../apps/api/src/auth/auth.service';
import type { Role } from '../../../apps/api/src/auth/auth.schemas';
import { ProfileService } from '../../../apps/api/src/auth/profile.service';
import { SocketSignIn } from '../../../apps/api/src/auth/socket-sign-in';
import { testDatabaseUrl } from '../../support/test-database';
import { MembershipStage, type Person, problem } from './membership-stage';

describe('An API key', () => {
  let stage: MembershipStage;
  let auth: AuthService;
  let keys: ApiKeysService;
  let admin: Person;
  let organizationId: string;
  beforeAll(async () => {
    stage = await MembershipStage.open(await testDatabaseUrl());
    auth = stage.get(AuthService);
    keys = stage.get(ApiKeysService);
  });
  beforeEach(async () => {
    await stage.clear();
    ({ id: organizationId, admin } = await stage.organization());
  });
  afterAll(() => stage.close());

  const create = (role: Role, owner = admin) =>
    keys.create(owner.actor, { name: 'Nightly export', role });

  it('acts in its organization, for its maker, with its own role', async () => {
    const { secret } = await create('coach');
    expect(secret).toMatch(/^spl_[\w-]{43}$/);
    const identity = await auth.identify({ authorization: `Bearer ${secret}` });
    expect(identity).toEqual({
      actor: { organizationId, memberId: admin.id, role: 'coach', via: 'api_key' },
    });
    const me = await stage.get(ProfileService).me(await mustBeActor(secret));
    expect(me.role).toBe('coach');
    expect(me.permissions).not.toContain('member:write');
  });

  const mustBeActor = async (secret: string) => {
    const actor = await auth.actorFromApiKey(secret);
    if (!actor) throw new Error('The key is not accepted');
    return actor;
  };

  it('opens a socket', async () => {
    const { secret } = await create('trainee');
    const actor = await stage.get(SocketSignIn).actorOf({ headers: {}, auth: { token: secret } });
    expect(actor).toMatchObject({ memberId: admin.id, role: 'trainee' });
  });

  it('is kept only as a hash, beside enough to recognise it', async () => {
    const { id, secret, prefix } = await create('coach');
    expect(secret.startsWith(prefix)).toBe(true);
    expect(prefix).toHaveLength(10);
    expect(JSON.stringify(await stage.database.query('SELECT * FROM api_keys'))).not.toContain(
      secret.slice(prefix.length),
    );
    expect(await keys.list(admin.actor)).toEqual([
      {
        id,
        prefix,
        name: 'Nightly export',
        role: 'coach',
        createdAt: stage.clock.now().toISOString(),
        lastUsedAt: null,
      },
    ]);
  });

  it.each(['coach', 'trainee'] as const)('cannot hold more than its maker, a %s', async (role) => {
    const maker = await stage.person(organizationId, { role });
    await expect(create('admin', maker)).rejects.toEqual(problem('auth.role_above_yours'));
  });

  it('shrinks with its maker', async () => {
    await stage.person(organizationId, { role: 'admin' });
    const { secret } = await create('admin');
    await stage.get(AccountsService).change(organizationId, admin.id, { role: 'coach' });
    expect((await mustBeActor(secret)).role).toBe('coach');
  });

  it('rests while its maker is suspended, and is gone once they are removed', async () => {
    const maker = await stage.person(organizationId, { role: 'admin' });
    const { secret } = await create('coach', maker);
    const accounts = stage.get(AccountsService);
    await accounts.change(organizationId, maker.id, { suspended: true });
    expect(await auth.actorFromApiKey(secret)).toBeUndefined();
    await accounts.change(organizationId, maker.id, { suspended: false });
    expect(await auth.actorFromApiKey(secret)).toBeDefined();
    await accounts.remove(organizationId, maker.id);
    expect(await auth.actorFromApiKey(secret)).toBeUndefined();
    expect(await keys.list(admin.actor)).toEqual([]);
  });

  it('is refused once revoked, and when it never was one', async () => {
    const { id, secret } = await create('coach');
    await keys.revoke(admin.actor, id);
    for (const token of [secret, 'spl_', 'x'.repeat(100_000)]) {
      await expect(auth.identify({ authorization: `Bearer ${token}` })).rejects.toEqual(
        problem('auth.api_key_rejected'),
      );
    }
    await expect(keys.revoke(admin.actor, id)).rejects.toEqual(problem('auth.api_key_not_found'));
  });

  it('does not fall back on a cookie when it is refused', async () => {
    const cookie = await stage.signIn(admin.email);
    await expect(auth.identify({ authorization: 'Bearer spl_wrong', cookie })).rejects.toEqual(
      problem('auth.api_key_rejected'),
    );
  });

  it('cannot make further keys', async () => {
    const { secret } = await create('admin');
    const key = await mustBeActor(secret);
    await expect(keys.create(key, { name: 'Another', role: 'trainee' })).rejects.toEqual(
      problem('auth.sign_in_needed'),
    );
  });

  it('notes its last use, at most every five minutes', async () => {
    const { secret } = await create('coach');
    const lastUse = async () => (await keys.list(admin.actor))[0]?.lastUsedAt;
    const firstUse = stage.clock.now().toISOString();
    await auth.actorFromApiKey(secret);
    stage.clock.advance(4 * 60_000);
    await auth.actorFromApiKey(secret);
    expect(await lastUse()).toBe(firstUse);
    stage.clock.advance(60_000);
    await auth.actorFromApiKey(secret);
    expect(await lastUse()).toBe(stage.clock.now().toISOString());
  });

  it('is out of another organization’s sight and reach', async () => {
    const { id, secret } = await create('coach');
    const stranger = (await stage.organization('Other')).admin;
    expect(await keys.list(stranger.actor)).toEqual([]);
    await expect(keys.revoke(stranger.actor, id)).rejects.toEqual(
      problem('auth.api_key_not_found'),
    );
    expect(await auth.actorFromApiKey(secret)).toBeDefined();
  });
});
