import { AccountEndpoints, type Vendor } from '../../../../test/simulators/host/account-endpoints';
import { SimulatorHost } from '../../../../test/simulators/host/simulator-host';
import { testConfig } from '../../../../test/support/test-config';
import type { AppConfig, ProviderAccount } from '../config/app-config';
import { checkProviders } from './check-providers';

describe('Looking at the providers', () => {
  const vendors = new AccountEndpoints();
  const host = new SimulatorHost([vendors]);
  let origin: string;

  beforeAll(async () => ({ baseUrl: origin } = await host.start()));
  beforeEach(() => {
    vendors.failures.clear();
    vendors.apiKey = 'good';
  });
  afterAll(() => host.close());

  const PATHS: Record<Vendor, string> = {
    openai: '/v1',
    gemini: '/v1beta/openai',
    deepgram: '',
    cartesia: '',
    elevenlabs: '',
    assemblyai: '',
  };
  const VENDORS = Object.keys(PATHS) as Vendor[];
  const NONE = testConfig('postgres://nowhere').providers;

  const look = (
    accounts: Partial<Record<Vendor, ProviderAccount>>,
    more: Partial<AppConfig> = {},
  ) =>
    checkProviders(
      testConfig('postgres://nowhere', { providers: { ...NONE, ...accounts }, ...more }),
    );
  const at = (vendor: Vendor, apiKey: string | undefined = 'good') => ({
    [vendor]: { apiKey, baseUrl: origin + PATHS[vendor] },
  });

  it.each(VENDORS)('sees that %s takes the key', async (vendor) => {
    expect(await look(at(vendor))).toMatchObject([{ state: 'ok', says: 'accepted' }]);
  });

  it.each(VENDORS)(
    'sees that %s refuses it, and names the variable but not the key',
    async (vendor) => {
      const checks = await look(at(vendor, 'a-wrong-key'));
      expect(checks).toMatchObject([
        { state: 'failed', says: 'refused (401)', fix: `Check ${vendor.toUpperCase()}_API_KEY.` },
      ]);
      expect(JSON.stringify(checks)).not.toContain('a-wrong-key');
    },
  );

  it('sees that nobody answers', async () => {
    const openai = { apiKey: 'good', baseUrl: 'http://127.0.0.1:1/v1' };
    expect(await look({ openai })).toMatchObject([
      {
        state: 'failed',
        says: 'not reachable at 127.0.0.1:1',
        fix: expect.stringContaining('OPENAI_BASE_URL'),
      },
    ]);
  });

  it.each([
    [402, 'warning', /no credit/],
    [403, 'failed', /refused/],
    [404, 'warning', /does not tell/],
    [429, 'warning', /slow down/],
    [500, 'failed', /has trouble \(500\)/],
  ])('makes sense of an answer %d', async (status, state, says) => {
    vendors.failures.set('openai', { status });
    const [check] = await look(at('openai'));
    expect(check).toMatchObject({ state, says: expect.stringMatching(says) });
  });

  it('takes a key of ElevenLabs that may speak but not list', async () => {
    const body = '{"detail":{"status":"missing_permissions"}}';
    vendors.failures.set('elevenlabs', { status: 401, body });
    expect(await look(at('elevenlabs'))).toMatchObject([{ state: 'ok' }]);
  });

  it('asks all of them at once', async () => {
    const checks = await look(
      Object.fromEntries(VENDORS.flatMap((vendor) => Object.entries(at(vendor)))),
    );
    expect(checks.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'OpenAI ok',
      'Gemini ok',
      'Deepgram ok',
      'Cartesia ok',
      'ElevenLabs ok',
      'AssemblyAI ok',
    ]);
  });

  it('notes that none is set up, and that nothing understands callers', async () => {
    expect(await look({})).toMatchObject([{ name: 'Providers', state: 'warning' }]);
    const checks = await look(at('cartesia'), {
      twilio: { authToken: 'token', outboundCodes: [] },
    });
    expect(checks[1]).toMatchObject({ name: 'Recognition', state: 'warning' });
    expect(
      await look(at('deepgram'), { twilio: { authToken: 'token', outboundCodes: [] } }),
    ).toHaveLength(1);
  });
});
