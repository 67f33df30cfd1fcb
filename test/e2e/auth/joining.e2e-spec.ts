import { openAuthService, type AuthService } from './auth-service';

describe('Joining over HTTP', () => {
  let service: AuthService;
  beforeAll(async () => {
    service = await openAuthService();
  }, 60_000);
  afterAll(() => service.close());

  it('goes from invitation to a member who is signed in', async () => {
    const admin = await service.signedIn();
    const guest = { email: 'Guest@Example.com', role: 'coach' };
    const invited = await admin.post('/api/invitations', guest);
    expect(invited.status).toBe(201);
    expect((await admin.get('/api/invitations')).body).toMatchObject([
      { email: 'guest@example.com' },
    ]);

    const token = await service.tokenMailedTo('guest@example.com', 'invitations');
    expect(invited.body.link).toMatch(new RegExp(`/invitations/${token}$`));
    const browser = service.browser();
    const preview = await browser.get(`/api/invitations/accept/${token}`);
    expect(preview.body).toEqual({
      email: 'guest@example.com',
      role: 'coach',
      organizationName: expect.any(String),
    });

    const join = { token, name: 'Guest', password: 'the guest chose this' };
    const short = await browser.post('/api/invitations/accept', { ...join, password: 'short' });
    expect(short.body).toMatchObject({ status: 400, fields: [{ path: 'password' }] });
    const escalating = { ...join, role: 'admin', email: 'other@example.com' };
    const joined = await browser.post('/api/invitations/accept', escalating);
    expect(joined.body).toMatchObject({ email: 'guest@example.com', role: 'coach' });
    expect((await browser.get('/api/me')).body).toEqual(joined.body);

    const again = await service.browser().post('/api/invitations/accept', join);
    expect(again.body).toMatchObject({ status: 404, code: 'organizations.invitation_invalid' });
  });

  it('lets roles do what they may, and nobody more', async () => {
    const { browser: coach } = await service.newcomer('coach');
    const { browser: trainee } = await service.newcomer('trainee');
    const nobody = service.browser();
    const statuses = async (method: string, path: string, body?: unknown) =>
      Promise.all(
        [nobody, trainee, coach].map(async (one) => (await one.send(method, path, body)).status),
      );

    expect(await statuses('GET', '/api/members')).toEqual([401, 403, 200]);
    expect(await statuses('GET', '/api/organization')).toEqual([401, 200, 200]);
    expect(await statuses('PATCH', '/api/organization', { name: 'Mine' })).toEqual([401, 403, 403]);
    expect(await statuses('GET', '/api/invitations')).toEqual([401, 403, 403]);
    expect(await statuses('GET', '/api/api-keys')).toEqual([401, 403, 403]);
    const id = '7b0d3ad0-7a6e-4b43-8f0e-51b9a58b1c11';
    expect(await statuses('DELETE', `/api/members/${id}`)).toEqual([401, 403, 403]);
  });

  it('pages members, and refuses a cursor or an id that is none', async () => {
    const admin = await service.signedIn();
    await service.newcomer('trainee');
    const first = await admin.get('/api/members?limit=1');
    expect(first.body.items).toHaveLength(1);
    const next = await admin.get(`/api/members?limit=1&cursor=${String(first.body.nextCursor)}`);
    expect(next.body.items).toHaveLength(1);
    expect(next.body.items).not.toEqual(first.body.items);

    const bad = await admin.get('/api/members?cursor=nonsense');
    expect(bad.body).toMatchObject({ status: 400, code: 'request.bad_cursor' });
    expect((await admin.get('/api/members?limit=1000')).status).toBe(400);
    expect((await admin.get('/api/members?sort=password')).status).toBe(400);
    expect((await admin.send('DELETE', '/api/members/1')).status).toBe(400);
    const gone = await admin.send('DELETE', '/api/members/7b0d3ad0-7a6e-4b43-8f0e-51b9a58b1c11');
    expect(gone.body).toMatchObject({ status: 404, code: 'organizations.member_not_found' });
  });

  it('keeps the last administrator', async () => {
    const admin = await service.signedIn();
    const { body: me } = await admin.get('/api/me');
    const demote = await admin.send('PATCH', `/api/members/${String(me.id)}`, { role: 'coach' });
    expect(demote.body).toMatchObject({ status: 409, code: 'organizations.last_admin' });
  });

  it('serves programs with an API key, within its role', async () => {
    const admin = await service.signedIn();
    const created = await admin.post('/api/api-keys', { name: 'Export', role: 'coach' });
    expect(created.status).toBe(201);
    const authorization = `Bearer ${String(created.body.secret)}`;
    const program = service.browser({ authorization });
    expect((await program.get('/api/members')).status).toBe(200);
    expect((await program.get('/api/api-keys')).status).toBe(403);
    expect((await admin.get('/api/api-keys')).body).toEqual([
      expect.not.objectContaining({ secret: expect.anything() }),
    ]);

    await admin.send('DELETE', `/api/api-keys/${String(created.body.id)}`);
    expect((await program.get('/api/members')).body).toMatchObject({
      status: 401,
      code: 'auth.api_key_rejected',
    });
  });
});
