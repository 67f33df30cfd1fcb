import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { AccountsService } from '../../../apps/api/src/auth/accounts.service';
import { AuthModule } from '../../../apps/api/src/auth/auth.module';
import { Passwords } from '../../../apps/api/src/auth/passwords';
import { HealthModule } from '../../../apps/api/src/health/health.module';
import type { Health } from '../../../apps/api/src/health/health.schemas';
import { mountQueueBoard } from '../../../apps/api/src/mount-queue-board';
import { OrganizationsModule } from '../../../apps/api/src/organizations/organizations.module';
import { FirstRunService } from '../../../apps/api/src/organizations/first-run.service';
import { DatabaseStatus } from '../../../apps/api/src/platform/database/database-status';
import { ActiveCalls } from '../../../apps/api/src/platform/metrics/active-calls';
import { ActiveStreams } from '../../../apps/api/src/platform/metrics/active-streams';
import { Metrics } from '../../../apps/api/src/platform/metrics/metrics';
import { QUEUE_NAMES } from '../../../apps/api/src/platform/queue/jobs';
import { createTestApp, type TestApp } from '../../support/test-app';

const dashboard = mkdtempSync(join(tmpdir(), 'sparline-dashboard-'));
mkdirSync(join(dashboard, '_app/immutable'), { recursive: true });
mkdirSync(join(dashboard, 'vad'));
writeFileSync(join(dashboard, 'index.html'), '<html><script>start()</script></html>');
writeFileSync(join(dashboard, '_app/immutable/app.abc.js'), '1');
writeFileSync(join(dashboard, 'vad/ort.mjs'), '1');
writeFileSync(join(dashboard, 'vad/ort.wasm'), '1');

const MODULES = [AuthModule, OrganizationsModule, HealthModule];

describe('The server', () => {
  let server: TestApp;
  const database = { answers: true };
  beforeAll(async () => {
    server = await createTestApp({
      modules: MODULES,
      dashboardFolder: dashboard,
      prepare: mountQueueBoard,
      override: (builder) =>
        builder.overrideProvider(DatabaseStatus).useValue({
          ping: async () => {
            if (!database.answers) throw new Error('gone');
            return true;
          },
        }),
    });
    await server.app
      .get(FirstRunService)
      .ensureFirstOrganization({ email: 'admin@example.com', password: 'a password for tests' });
  });
  afterEach(() => (database.answers = true));
  afterAll(async () => {
    await server.close();
    rmSync(dashboard, { recursive: true });
  });

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${server.url}${path}`, { headers, redirect: 'manual' });

  describe('health', () => {
    it('is well when database and queue answer', async () => {
      server.app.get(ActiveCalls).countBy(() => 3);
      const response = await get('/health');
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({
        status: 'ok',
        database: 'up',
        queue: { status: 'up', failed: 0 },
        activeCalls: 3,
        providers: { openai: 'not_configured' },
      });
    });

    it('tells what its process carries and has done', async () => {
      const metrics = server.app.get(Metrics);
      server.app.get(ActiveCalls).countBy(() => 1);
      server.app.get(ActiveStreams).countBy(() => 2);
      const calls = metrics.counter('calls_total', 'Calls', ['channel', 'outcome']);
      calls.inc({ channel: 'phone', outcome: 'completed' }, 3);
      calls.inc({ channel: 'browser', outcome: 'failed' }, 2);
      calls.inc({ channel: 'phone', outcome: 'refused' }, 7);
      metrics.counter('sms_total', 'Messages', ['outcome']).inc({ outcome: 'sent' }, 4);
      metrics.counter('tool_calls_total', 'Tools', []).inc(5);
      const { activeStreams, counters } = (await (await get('/health')).json()) as Health;
      expect(activeStreams).toBe(2);
      expect(counters).toEqual({
        calls: 6,
        active: 1,
        failed: 2,
        smsSent: 4,
        smsFailed: 0,
        toolCalls: 5,
        providerErrors: 0,
      });
      const text = await (await get('/metrics')).text();
      expect(text).toMatch(/^media_streams_active 2$/m);
      expect(text).toMatch(/^calls_active 1$/m);
    });

    it('is not when the database is gone, while the process still lives', async () => {
      database.answers = false;
      const response = await get('/health');
      expect(response.status).toBe(503);
      expect(await response.json()).toMatchObject({ status: 'degraded', database: 'down' });
      expect((await get('/health/live')).status).toBe(200);
    });

    it('counts requests by route and never by address', async () => {
      await get('/api/members/8f14e45f-ceea-4e0a-a1b2-5d0c0e0f0a0b');
      await get('/health');
      const text = await (await get('/metrics')).text();
      expect(text).toMatch(/http_request_duration_seconds_count\{[^}]*route="\/health"/);
      expect(text).toMatch(/process_cpu_seconds_total/);
      expect(text).not.toContain('8f14e45f');
    });
  });

  describe('documentation', () => {
    it('describes every route, and says of each nullable text that it may be null', async () => {
      const document = (await (await get('/api/openapi.json')).json()) as {
        openapi: string;
        paths: Record<string, unknown>;
        components: { schemas: Record<string, { properties: Record<string, unknown> }> };
      };
      expect(document.openapi).toBe('3.1.0');
      expect(Object.keys(document.paths)).toEqual(
        expect.arrayContaining(['/api/auth/login', '/api/members', '/health']),
      );
      expect(document.components.schemas['MemberPageDto_Output']?.properties['nextCursor']).toEqual(
        {
          anyOf: [{ type: 'string' }, { type: 'null' }],
        },
      );
    });

    it('can be read', async () => {
      expect(await (await get('/api/docs')).text()).toContain('swagger-ui');
    });
  });

  describe('job queues', () => {
    const signIn = async (email = 'admin@example.com'): Promise<string> => {
      const response = await fetch(`${server.url}/api/auth/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email, password: 'a password for tests' }),
      });
      return response.headers.get('set-cookie')?.split(';')[0] ?? '';
    };

    it('send a stranger to the sign-in page, and a program away', async () => {
      const page = await get('/admin/queues', { accept: 'text/html' });
      expect(page.status).toBe(302);
      expect(page.headers.get('location')).toBe('/sign-in?next=%2Fadmin%2Fqueues');
      expect((await get('/admin/queues/api/queues')).status).toBe(401);
    });

    it('open to an administrator', async () => {
      const cookie = await signIn();
      const page = await get('/admin/queues', { cookie, accept: 'text/html' });
      expect(page.status).toBe(200);
      const html = await page.text();
      expect(html).toContain('Sparline jobs');
      expect(html).not.toMatch(/<link[^>]*https:/);
      const queues = (await (await get('/admin/queues/api/queues', { cookie })).json()) as {
        queues: { name: string }[];
      };
      expect(queues.queues.map(({ name }) => name).sort()).toEqual([...QUEUE_NAMES].sort());
    });

    it('stay closed to the administrator of another organization, whose jobs they show as well', async () => {
      const organizationId = randomUUID();
      await server.app
        .get(DataSource)
        .query('INSERT INTO organizations (id, name) VALUES ($1, $2)', [organizationId, 'Other']);
      await server.app.get(AccountsService).add(organizationId, {
        email: 'other@example.com',
        name: 'Other',
        role: 'admin',
        passwordHash: await server.app.get(Passwords).hash('a password for tests'),
      });
      const cookie = await signIn('other@example.com');
      expect((await get('/api/me', { cookie })).status).toBe(200);
      expect((await get('/admin/queues/api/queues', { cookie })).status).toBe(403);
      expect((await get('/admin/queues/api/queues', { cookie: await signIn() })).status).toBe(200);
    });

    it('take no orders from another site', async () => {
      const response = await fetch(`${server.url}/admin/queues/api/queues/upkeep/pause`, {
        method: 'PUT',
        headers: { cookie: await signIn(), origin: 'https://evil.example' },
      });
      expect(response.status).toBe(403);
    });
  });

  describe('dashboard', () => {
    it.each(['/', '/calls/5', '/personas'])('answers %s with the page', async (path) => {
      const response = await get(path, { accept: 'text/html' });
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toBe('no-cache');
      expect(await response.text()).toContain('start()');
    });

    it('lets the page run its own inline script and no other', async () => {
      const policy = (await get('/')).headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(/script-src [^;]*'sha256-[\w+/=]+'/);
    });

    it('goes with a new build while it runs, page and policy alike', async () => {
      const file = join(dashboard, 'index.html');
      const before = readFileSync(file, 'utf8');
      const old = await get('/');
      writeFileSync(file, '<html><script>startAnew()</script>');
      expect(await (await get('/')).text()).toBe(await old.text());
      writeFileSync(file, '<html><script>startAnew()</script></html>');
      const response = await get('/');
      expect(await response.text()).toContain('startAnew()');
      const hash = createHash('sha256').update('startAnew()').digest('base64');
      expect(response.headers.get('content-security-policy')).toContain(`'sha256-${hash}'`);
      expect(response.headers.get('etag')).not.toBe(old.headers.get('etag'));
      writeFileSync(file, before);
    });

    it.each([
      ['/_app/immutable/app.abc.js', /javascript/, 'public, max-age=31536000, immutable'],
      ['/vad/ort.mjs', /javascript/, 'no-cache'],
      ['/vad/ort.wasm', /application\/wasm/, 'no-cache'],
    ])('serves %s with its type and how long it lasts', async (path, type, cache) => {
      const response = await get(path);
      expect(response.headers.get('content-type')).toMatch(type);
      expect(response.headers.get('cache-control')).toBe(cache);
    });

    it.each(['/api/nothing', '/missing.js', '/admin/nothing', '/..%2f..%2fpackage.json'])(
      'does not answer %s with the page',
      async (path) => {
        expect((await get(path, { accept: 'text/html' })).status).toBe(404);
      },
    );
  });
});
