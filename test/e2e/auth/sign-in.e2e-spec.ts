import { openAuthService, type AuthService } from './auth-service';

const SESSION_LIFE_S = 30 * 86_400;

describe('Signing in over HTTP', () => {
  let service: AuthService;
  beforeAll(async () => {
    service = await openAuthService();
  }, 60_000);
  afterAll(() => service.close());

  it('goes from signing in, by who one is, to signing out', async () => {
    const browser = service.browser();
    expect((await browser.get('/api/me')).body).toMatchObject({
      status: 401,
      code: 'auth.not_signed_in',
    });

    const login = await browser.post('/api/auth/login', service.admin);
    expect(login.status).toBe(200);
    expect(login.body).toMatchObject({ email: service.admin.email, role: 'admin' });
    const cookie = login.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^sparline_session=[\w-]{43}\.[\w-]{43};/);
    for (const attribute of ['HttpOnly', 'SameSite=Lax', 'Path=/', `Max-Age=${SESSION_LIFE_S}`]) {
      expect(cookie).toContain(attribute);
    }

    const me = await browser.get('/api/me');
    expect(me.status).toBe(200);
    expect(me.body).toEqual(login.body);

    const kept = { cookie: browser.cookies() };
    expect((await browser.post('/api/auth/logout')).status).toBe(204);
    expect(browser.cookies()).toBe('');
    expect((await service.browser().send('GET', '/api/me', undefined, kept)).body).toMatchObject({
      status: 401,
      code: 'auth.session_expired',
    });
    expect((await browser.post('/api/auth/logout')).status).toBe(204);
  });

  it('says what is wrong with what was sent', async () => {
    const login = (body: unknown) => service.browser().post('/api/auth/login', body);
    const wrong = await login({ ...service.admin, password: 'not the password' });
    expect(wrong.headers.get('content-type')).toContain('application/problem+json');
    expect(wrong.body).toMatchObject({ status: 401, code: 'auth.bad_credentials' });

    const badAddress = await login({ email: 'nonsense', password: 'x' });
    expect(badAddress.body).toMatchObject({ status: 400, fields: [{ path: 'email' }] });
    expect((await login({ email: ['a@b.example'], password: { $ne: '' } })).status).toBe(400);
    expect((await login('{"email":')).body).toMatchObject({
      status: 400,
      code: 'request.malformed_json',
    });
    expect((await login({ ...service.admin, password: 'x'.repeat(1_000_000) })).status).toBe(413);
  });

  it('makes who guesses wait, and says how long', async () => {
    const guess = () =>
      service.browser().post('/api/auth/login', { email: 'victim@example.com', password: 'guess' });
    for (let tries = 0; tries < 10; tries += 1) expect((await guess()).status).toBe(401);
    const refused = await guess();
    expect(refused.body).toMatchObject({ status: 429, code: 'auth.too_many_attempts' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(14 * 60);
  });

  it('acts for no other site', async () => {
    const browser = await service.signedIn();
    const foreign = { origin: 'https://evil.example' };
    const rename = await browser.send('PATCH', '/api/me', { name: 'Hacked' }, foreign);
    expect(rename.body).toMatchObject({ status: 403, code: 'auth.foreign_origin' });
    const login = await service.browser().send('POST', '/api/auth/login', service.admin, foreign);
    expect(login.body).toMatchObject({ status: 403, code: 'auth.foreign_origin' });
    expect(login.headers.get('set-cookie')).toBeNull();

    expect((await browser.send('PATCH', '/api/me', { name: 'The boss' })).body).toMatchObject({
      name: 'The boss',
    });
  });

  it('changes a password, and ends sessions elsewhere', async () => {
    const { browser, email, password } = await service.newcomer('coach');
    const elsewhere = service.browser();
    await elsewhere.post('/api/auth/login', { email, password });
    const next = 'another good password';
    const wrong = await browser.post('/api/auth/password', { current: 'wrong', next });
    expect(wrong.body).toMatchObject({ status: 400, code: 'auth.wrong_password' });
    const changed = await browser.post('/api/auth/password', { current: password, next });
    expect(changed.status).toBe(204);
    expect((await elsewhere.get('/api/me')).status).toBe(401);

    const sessions = await browser.get('/api/auth/sessions');
    expect(sessions.body).toMatchObject([{ current: true }]);
    const { id } = (sessions.body as unknown as { id: string }[])[0] ?? { id: '' };
    expect((await browser.send('DELETE', `/api/auth/sessions/${id}`)).status).toBe(204);
    expect((await browser.get('/api/me')).status).toBe(401);
  });

  it('resets a forgotten password by mail', async () => {
    const { email, browser } = await service.newcomer('trainee');
    const answers = [
      await service.browser().post('/api/auth/password-reset', { email }),
      await service.browser().post('/api/auth/password-reset', { email: 'nobody@example.com' }),
    ];
    expect(answers.map(({ status, body }) => [status, body])).toEqual([
      [204, undefined],
      [204, undefined],
    ]);
    const token = await service.tokenMailedTo(email, 'reset-password');
    const password = 'a password not forgotten';
    const confirm = () =>
      service.browser().post('/api/auth/password-reset/confirm', { token, password });
    expect((await confirm()).status).toBe(204);
    expect((await confirm()).body).toMatchObject({ status: 400, code: 'auth.reset_link_invalid' });
    expect((await browser.get('/api/me')).status).toBe(401);
    const login = await service.browser().post('/api/auth/login', { email, password });
    expect(login.status).toBe(200);
  });
});
