import { practiceStage, type PracticeStage } from './practice-stage';

describe('text that no database can hold', () => {
  let stage: PracticeStage;
  beforeAll(async () => {
    stage = await practiceStage();
  });
  afterAll(() => stage.close());

  it.each([
    ['a name', 'PATCH', '/api/me', { name: 'T\0ia' }],
    ['a name of an API key', 'POST', '/api/api-keys', { name: 'Rep\0orts', role: 'trainee' }],
    ['an e-mail address', 'POST', '/api/auth/login', { email: 'a\0@example.com', password: 'x' }],
    ['a password', 'POST', '/api/auth/login', { email: 'a@example.com', password: '\0' }],
  ])('as %s is refused or not found, and no defect', async (_what, method, path, body) => {
    const response = await fetch(`${stage.url}${path}`, {
      method,
      headers: { cookie: stage.admin, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
  });

  it('is no defect in a search', async () => {
    expect((await stage.get('/api/calls?q=%00', stage.admin)).status).toBeLessThan(500);
    expect((await stage.get('/api/members?q=%00', stage.admin)).status).toBeLessThan(500);
  });
});
