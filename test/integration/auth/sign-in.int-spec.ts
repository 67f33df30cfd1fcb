import { AuthService } from '../../../apps/api/src/auth/auth.service';
import { SignInService } from '../../../apps/api/src/auth/sign-in.service';
import { AccountsService } from '../../../apps/api/src/auth/accounts.service';
import { CLIENT, cookieOf, MembershipStage, PASSWORD, problem } from './membership-stage';
import { testDatabaseUrl } from '../../support/test-database';

describe('Signing in', () => {
  let stage: MembershipStage;
  let signIn: SignInService;
  beforeAll(async () => {
    stage = await MembershipStage.open(await testDatabaseUrl());
    signIn = stage.get(SignInService);
  });
  beforeEach(() => stage.clear());
  afterAll(() => stage.close());

  const attempt = (email: string, password = PASSWORD, client = CLIENT) =>
    signIn.login({ email, password }, client);

  it('tells who one is, where, and what one may do', async () => {
    const { id, admin } = await stage.organization('Acme');
    const { me } = await attempt(admin.email);
    expect(me).toMatchObject({ id: admin.id, email: admin.email, role: 'admin' });
    expect(me.organization).toEqual({ id, name: 'Acme' });
    expect(me.permissions).toContain('member:write');
  });

  it('does not care how the address is capitalised', async () => {
    const { id } = await stage.organization();
    await stage.person(id, { email: 'Mixed.Case@Example.com' });
    const { me } = await attempt('mixed.case@example.com');
    expect(me.email).toBe('Mixed.Case@Example.com');
  });

  it('answers a wrong password and an unknown address alike', async () => {
    const { admin } = await stage.organization();
    const wrong = await attempt(admin.email, 'not the password').catch((error: unknown) => error);
    const unknown = await attempt('nobody@example.com').catch((error: unknown) => error);
    expect(wrong).toEqual(problem('auth.bad_credentials'));
    expect(unknown).toEqual(wrong);
  });

  it('takes about as long for an unknown address as for a wrong password', async () => {
    const { admin } = await stage.organization();
    const timed = async (email: string) => {
      const startedMs = performance.now();
      await attempt(email, 'not the password').catch(() => undefined);
      return performance.now() - startedMs;
    };
    await timed('warm@example.com');
    const known = [await timed(admin.email), await timed(admin.email), await timed(admin.email)];
    const unknown = [
      await timed('a@b.example'),
      await timed('c@b.example'),
      await timed('d@b.example'),
    ];
    expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) / 3);
  });

  it.each(['suspended', 'removed', 'sample'] as const)('refuses a %s member', async (state) => {
    const { id } = await stage.organization();
    const person = await stage.person(id, { sample: state === 'sample' });
    const accounts = stage.get(AccountsService);
    if (state === 'suspended') await accounts.change(id, person.id, { suspended: true });
    if (state === 'removed') await accounts.remove(id, person.id);
    await expect(attempt(person.email)).rejects.toEqual(problem('auth.bad_credentials'));
  });

  it('gives each browser a token of its own', async () => {
    const { admin } = await stage.organization();
    const tokens = [(await attempt(admin.email)).token, (await attempt(admin.email)).token];
    expect(new Set(tokens).size).toBe(2);
    const auth = stage.get(AuthService);
    await signIn.logout(cookieOf(tokens[0] ?? ''));
    expect(await auth.actorFromCookieHeader(cookieOf(tokens[0] ?? ''))).toBeUndefined();
    expect(await auth.actorFromCookieHeader(cookieOf(tokens[1] ?? ''))).toEqual(admin.actor);
  });

  it('keeps tokens only as hashes', async () => {
    const { admin } = await stage.organization();
    const { token } = await attempt(admin.email);
    const rows = await stage.database.query('SELECT * FROM sign_in_sessions');
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  describe('when somebody guesses', () => {
    const guess = (email: string, client = CLIENT) =>
      attempt(email, 'a guess', client).then(
        () => 'signed in',
        (error: { code: string }) => error.code,
      );

    it('refuses even the right password after ten wrong ones, until the window ends', async () => {
      const { admin } = await stage.organization();
      for (let tries = 0; tries < 10; tries += 1) {
        expect(await guess(admin.email)).toBe('auth.bad_credentials');
      }
      stage.clock.advance(5 * 60_000);
      await expect(attempt(admin.email)).rejects.toMatchObject({
        kind: 'too_many',
        code: 'auth.too_many_attempts',
        detail: 'Too many attempts. Try again in 10 minutes.',
        retryAfterMs: 10 * 60_000,
      });
      stage.clock.advance(10 * 60_000);
      await expect(attempt(admin.email)).resolves.toBeDefined();
    });

    it('counts for an unknown address as for a known one', async () => {
      for (let tries = 0; tries < 10; tries += 1) await guess('nobody@example.com');
      expect(await guess('nobody@example.com')).toBe('auth.too_many_attempts');
    });

    it('judges no more than ten of thirty that come at once', async () => {
      const { admin } = await stage.organization();
      const answers = await Promise.all(Array.from({ length: 30 }, () => guess(admin.email)));
      expect(answers.filter((code) => code === 'auth.bad_credentials')).toHaveLength(10);
      expect(answers.filter((code) => code === 'auth.too_many_attempts')).toHaveLength(20);
    });

    it('does not lock out the member, who is somewhere else', async () => {
      const { admin } = await stage.organization();
      for (let tries = 0; tries < 12; tries += 1) await guess(admin.email);
      const elsewhere = { ...CLIENT, address: '198.51.100.4' };
      await expect(attempt(admin.email, PASSWORD, elsewhere)).resolves.toBeDefined();
    });

    it('judges no more than fifty that come from everywhere', async () => {
      const { admin } = await stage.organization();
      const from = (index: number) => ({ ...CLIENT, address: `198.51.100.${index}` });
      const answers: string[] = [];
      for (let index = 0; index < 52; index += 1) {
        answers.push(await guess(admin.email, from(index)));
      }
      expect(answers.filter((code) => code === 'auth.bad_credentials')).toHaveLength(50);
      expect(answers.slice(50)).toEqual(['auth.too_many_attempts', 'auth.too_many_attempts']);
    }, 20_000);

    it('stops one address that tries many people, and nobody else', async () => {
      const { admin } = await stage.organization();
      for (let tries = 0; tries < 60; tries += 1) await guess(`person-${tries}@example.org`);
      await expect(attempt(admin.email)).rejects.toEqual(problem('auth.too_many_attempts'));
      const elsewhere = { ...CLIENT, address: '198.51.100.4' };
      await expect(attempt(admin.email, PASSWORD, elsewhere)).resolves.toBeDefined();
    }, 20_000);

    it('forgets the tries that led to success', async () => {
      const { admin } = await stage.organization();
      for (let round = 0; round < 3; round += 1) {
        for (let tries = 0; tries < 9; tries += 1) await guess(admin.email);
        await expect(attempt(admin.email)).resolves.toBeDefined();
      }
    });

    it('keeps neither addresses nor counts that are over', async () => {
      await guess('curious@example.com');
      const [row] = await stage.database.query(
        'SELECT string_agg(subject, chr(32)) AS all FROM attempt_counts',
      );
      expect(row.all).not.toContain('curious');
      stage.clock.advance(20 * 60_000);
      await guess('other@example.com');
      const [left] = await stage.database.query('SELECT count(*)::int AS n FROM attempt_counts');
      expect(left.n).toBe(3);
    });
  });
});
