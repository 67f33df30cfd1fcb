import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { validateRequest } from 'twilio/lib/webhooks/webhooks';
import { testConfig } from '../../../../test/support/test-config';
import type { Check } from './check';
import { checkPublicUrl } from './check-public-url';

const TOKEN = 'token';
const HEALTHY = {
  status: 'ok',
  database: 'up',
  queue: { status: 'up' },
  activeCalls: 0,
  providers: {},
};

describe('Looking at the public address', () => {
  let server: Server;
  let publicUrl: string;
  /** How the deployment there behaves. */
  let there: {
    health: object;
    healthStatus: number;
    token: string;
    voice?: number;
    status?: number;
  };
  let posted: { path: string; isSigned: boolean }[];

  beforeAll(async () => {
    server = createServer((request, response) => {
      void (async () => {
        const fields = Object.fromEntries(new URLSearchParams(await text(request)));
        const { url: path = '', method, headers } = request;
        if (method === 'GET') {
          response.writeHead(there.healthStatus).end(JSON.stringify(there.health));
          return;
        }
        const signature = String(headers['x-twilio-signature'] ?? '');
        const isSigned = validateRequest(there.token, signature, publicUrl + path, fields);
        posted.push({ path, isSigned });
        const planned = path === '/voice' ? there.voice : there.status;
        response.writeHead(planned ?? (isSigned ? 204 : 403)).end();
      })();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    there = { health: HEALTHY, healthStatus: 200, token: TOKEN };
    posted = [];
  });
  afterAll(() => server.close());

  const look = (changes: object = {}): Promise<Check[]> => {
    const twilio = {
      accountSid: 'AC1',
      authToken: TOKEN,
      baseUrl: 'http://127.0.0.1:1',
      outboundCodes: [],
    };
    return checkPublicUrl(testConfig('postgres://nowhere', { publicUrl, twilio, ...changes }));
  };
  const find = (checks: Check[], name: string) => checks.find((check) => check.name === name);

  it('finds a running service that knows true signatures from false ones', async () => {
    expect((await look()).map(({ name, state }) => `${name}: ${state}`)).toEqual([
      'Public address: warning',
      'Running service: ok',
      'Unsigned calls: ok',
      'Signatures: ok',
    ]);
    expect(posted).toEqual([
      { path: '/voice', isSigned: false },
      { path: '/voice/status', isSigned: true },
    ]);
  });

  it('leaves the telephone alone where there is none', async () => {
    expect(await look({ twilio: {} })).toHaveLength(2);
    expect(posted).toEqual([]);
  });

  it('refuses http where Twilio has to come through, and goes no further', async () => {
    const checks = await look({ twilio: { authToken: TOKEN } });
    expect(checks).toMatchObject([{ name: 'Public address', state: 'failed' }]);
  });

  it('is content with https', async () => {
    const [scheme, health] = await look({ publicUrl: 'https://127.0.0.1:1' });
    expect(scheme).toMatchObject({ state: 'ok' });
    expect(health).toMatchObject({
      state: 'failed',
      says: 'does not answer at https://127.0.0.1:1',
    });
  });

  it('only notes a service that does not run when nobody calls it', async () => {
    const checks = await look({ publicUrl: 'http://127.0.0.1:1', twilio: {} });
    expect(find(checks, 'Running service')).toMatchObject({ state: 'warning' });
  });

  it.each([
    ['another program', { health: { hello: 1 } }, 'failed', /something else answers/],
    [
      'a service in trouble',
      { health: { ...HEALTHY, status: 'degraded' }, healthStatus: 503 },
      'warning',
      /trouble/,
    ],
  ])('recognises %s', async (_, changes, state, says) => {
    Object.assign(there, changes);
    const health = find(await look(), 'Running service');
    expect(health).toMatchObject({ state, says: expect.stringMatching(says) });
  });

  it.each([
    ['takes unsigned calls', { voice: 200 }, 'Unsigned calls', /not refused \(200\)/],
    ['has no telephone', { voice: 503 }, 'Unsigned calls', /no telephone line \(503\)/],
    ['is too old', { voice: 404 }, 'Unsigned calls', /knows no telephone \(404\)/],
    ['has another token', { token: 'other' }, 'Signatures', /refused by the running service/],
    ['fails', { status: 500 }, 'Signatures', /answered with 500/],
  ])('sees that the running service %s', async (_, changes, name, says) => {
    Object.assign(there, changes);
    const check = find(await look(), name);
    expect(check).toMatchObject({ state: 'failed', says: expect.stringMatching(says) });
  });
});
