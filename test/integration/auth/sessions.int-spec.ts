import { AccountsService } from '../../../apps/api/src/auth/accounts.service';
import { AuthService } from '../../../apps/api/src/auth/auth.service';
import { SessionsService } from '../../../apps/api/src/auth/sessions.service';
import { SignInService } from '../../../apps/api/src/auth/sign-in.service';
import { SocketSignIn } from '../../../apps/api/src/auth/socket-sign-in';
import { newToken, sign } from '../../../apps/api/src/auth/tokens';
import { testDatabaseUrl } from '../../support/test-database';
import { cookieOf, DAY_MS, MembershipStage, problem, SECRET } from './membership-stage';

describe('A sign-in session', () => {
  let stage: MembershipStage;
  let auth: AuthService;
  let sessions: SessionsService;
  beforeAll(async () => {
    stage = await MembershipStage.open(await testDatabaseUrl());
    auth = stage.get(AuthService);
    sessions = stage.get(SessionsService);
  });
  beforeEach(() => stage.clear());
  afterAll(() => stage.close());

  const signedIn = async () => {
    const { id, admin } = await stage.organization();
    return { id, admin, cookie: await stage.signIn(admin.email) };
  };

  it('speaks for its member', async () => {
    const { admin, cookie } = await signedIn();
    const identity = await auth.identify({ cookie });
    expect(identity?.actor).toEqual(admin.actor);
    expect(identity?.signInSessionId).toEqual(expect.any(String));
  });

  it('is nobody without a cookie', async () => {
    expect(await auth.identify({})).toBeUndefined();
    expect(await auth.identify({ cookie: 'theme=dark' })).toBeUndefined();
    expect(await auth.identify({ authorization: 'Basic YTpi' })).toBeUndefined();
  });

  it('ends after thirty days without use', async () => {
    const { cookie } = await signedIn();
    stage.clock.advance(30 * DAY_MS);
    await expect(auth.identify({ cookie })).rejects.toEqual(problem('auth.session_expired'));
  });

  it('goes on as long as it is used, and says when the cookie must be renewed', async () => {
    const { cookie } = await signedIn();
    for (let use = 0; use < 3; use += 1) {
      stage.clock.advance(29 * DAY_MS);
      expect((await auth.identify({ cookie }))?.renewed).toBe(true);
      expect((await auth.identify({ cookie }))?.renewed).toBe(false);
    }
  });

  it('notes when its member was seen, at most every five minutes', async () => {
    const { id, admin, cookie } = await signedIn();
    const seen = async () =>
      (await stage.get(AccountsService).find(id, admin.id))?.lastSeenAt?.getTime();
    const atSignInMs = await seen();
    stage.clock.advance(4 * 60_000);
    await auth.identify({ cookie });
    expect(await seen()).toBe(atSignInMs);
    stage.clock.advance(60_000);
    await auth.identify({ cookie });
    expect(await seen()).toBe(stage.clock.now().getTime());
  });

  it.each([
    ['a changed token', (cookie: string) => cookie.replace(/session=./, 'session=_')],
    ['a cut signature', (cookie: string) => cookie.slice(0, -2)],
    ['no signature', (cookie: string) => cookie.slice(0, cookie.lastIndexOf('.'))],
    ['a token nobody was given', () => cookieOf(newToken())],
    ['rubbish', () => 'sparline_session=%F0%9F.%00'],
    ['a megabyte', () => `sparline_session=${'a.'.repeat(500_000)}`],
  ])('is refused with %s', async (_, tamper) => {
    const { cookie } = await signedIn();
    await expect(auth.identify({ cookie: tamper(cookie) })).rejects.toEqual(
      problem('auth.session_expired'),
    );
    expect(await auth.actorFromCookieHeader(tamper(cookie))).toBeUndefined();
  });

  it('is refused when it was signed with another secret', async () => {
    const { cookie } = await signedIn();
    const token = cookie.slice(cookie.indexOf('session=') + 8, cookie.lastIndexOf('.'));
    expect(
      await auth.actorFromCookieHeader(`sparline_session=${sign(token, SECRET)}`),
    ).toBeDefined();
    const forged = `sparline_session=${sign(token, 'another secret')}`;
    expect(await auth.actorFromCookieHeader(forged)).toBeUndefined();
  });

  it('follows a change of role at once', async () => {
    const { id } = await signedIn();
    const person = await stage.person(id, { role: 'coach' });
    const cookie = await stage.signIn(person.email);
    await stage.get(AccountsService).change(id, person.id, { role: 'trainee' });
    expect((await auth.identify({ cookie }))?.actor.role).toBe('trainee');
  });

  it('is over once its member is suspended, also after the suspension', async () => {
    const { id } = await signedIn();
    const person = await stage.person(id);
    const cookie = await stage.signIn(person.email);
    await stage.get(AccountsService).change(id, person.id, { suspended: true });
    expect(await auth.actorFromCookieHeader(cookie)).toBeUndefined();
    await stage.get(AccountsService).change(id, person.id, { suspended: false });
    expect(await auth.actorFromCookieHeader(cookie)).toBeUndefined();
    expect(await auth.actorFromCookieHeader(await stage.signIn(person.email))).toBeDefined();
  });

  it('does not outlive a suspension that came by another way', async () => {
    const { id } = await signedIn();
    const person = await stage.person(id);
    const cookie = await stage.signIn(person.email);
    await stage.database.query('UPDATE members SET suspended = true WHERE id = $1', [person.id]);
    expect(await auth.actorFromCookieHeader(cookie)).toBeUndefined();
  });

  it('does not begin with a password that was replaced while it was checked', async () => {
    const { id, admin } = await signedIn();
    const stale = { memberId: admin.id, passwordHash: 'another hash', userAgent: '' };
    expect(await stage.get(SignInService).begin(id, stale)).toBeUndefined();
  });

  it('is over once its member is removed', async () => {
    const { id } = await signedIn();
    const person = await stage.person(id);
    const cookie = await stage.signIn(person.email);
    await stage.get(AccountsService).remove(id, person.id);
    expect(await auth.actorFromCookieHeader(cookie)).toBeUndefined();
  });

  it('can be listed and ended one by one', async () => {
    const { admin, cookie } = await signedIn();
    stage.clock.advance(1000);
    const other = await stage.signIn(admin.email);
    const current = (await auth.identify({ cookie }))?.signInSessionId;
    const list = await sessions.list(admin.actor, current);
    expect(list.map((session) => session.current)).toEqual([false, true]);
    expect(list[0]).toMatchObject({ userAgent: 'Test browser' });

    await sessions.revoke(admin.actor, list[0]?.id ?? '');
    expect(await auth.actorFromCookieHeader(other)).toBeUndefined();
    expect(await auth.actorFromCookieHeader(cookie)).toBeDefined();
  });

  it('can be the last one left', async () => {
    const { admin, cookie } = await signedIn();
    const others = [await stage.signIn(admin.email), await stage.signIn(admin.email)];
    const current = (await auth.identify({ cookie }))?.signInSessionId;
    await sessions.revokeOthers(admin.actor, current);
    for (const other of others) expect(await auth.actorFromCookieHeader(other)).toBeUndefined();
    expect(await auth.actorFromCookieHeader(cookie)).toBeDefined();
  });

  it('is nobody else’s to see or to end: not a colleague’s, not another organization’s', async () => {
    const { id, admin, cookie } = await signedIn();
    const own = (await auth.identify({ cookie }))?.signInSessionId ?? '';
    const colleague = await stage.person(id, { role: 'admin' });
    const stranger = (await stage.organization('Other')).admin;
    for (const { actor } of [colleague, stranger]) {
      expect(await sessions.list(actor, undefined)).toEqual([]);
      await expect(sessions.revoke(actor, own)).rejects.toEqual(problem('auth.session_not_found'));
      await sessions.revokeOthers(actor, undefined);
    }
    expect(await auth.actorFromCookieHeader(cookie)).toEqual(admin.actor);
  });

  it('is not for API keys to handle', async () => {
    const { admin } = await signedIn();
    const key = { ...admin.actor, via: 'api_key' } as const;
    await expect(sessions.list(key, undefined)).rejects.toEqual(problem('auth.sign_in_needed'));
  });

  it('opens a socket from our own page only', async () => {
    const { admin, cookie } = await signedIn();
    const sockets = stage.get(SocketSignIn);
    const from = (origin: string) =>
      sockets.actorOf({ headers: { cookie, origin, host: 'localhost:3000' }, auth: {} });
    expect(await from('https://practice.example.com')).toEqual(admin.actor);
    expect(await from('http://localhost:3000')).toEqual(admin.actor);
    expect(await from('https://evil.example')).toBeUndefined();
    expect(
      await sockets.actorOf({ headers: { cookie }, auth: { token: 'spl_nonsense' } }),
    ).toBeUndefined();
  });
});
