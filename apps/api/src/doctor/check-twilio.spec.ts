import { TwilioSimulator } from '../../../../test/simulators/twilio/twilio-simulator';
import { testConfig } from '../../../../test/support/test-config';
import type { ConfigValues } from '../config/app-config';
import type { Check } from './check';
import { checkTwilio } from './check-twilio';
import { pointNumber } from './point-number';

const PUBLIC_URL = 'https://coach.example.com';

describe('Looking at the telephone line', () => {
  const simulator = new TwilioSimulator();
  const { sid: accountSid, authToken, phoneNumber } = simulator.account;
  let baseUrl: string;

  beforeAll(async () => ({ baseUrl } = await simulator.start()));
  beforeEach(async () => {
    await simulator.reset();
    Object.assign(simulator.numbers.first, {
      voiceUrl: `${PUBLIC_URL}/voice`,
      voiceMethod: 'POST',
      statusCallback: `${PUBLIC_URL}/voice/status`,
      statusCallbackMethod: 'POST',
      capabilities: { voice: true, sms: true, mms: false, fax: false },
    });
  });
  afterAll(() => simulator.close());

  const look = (changes: Partial<ConfigValues['twilio']> = {}): Promise<Check[]> => {
    const twilio = { accountSid, authToken, phoneNumber, baseUrl, outboundCodes: [], ...changes };
    return checkTwilio(testConfig('postgres://nowhere', { publicUrl: PUBLIC_URL, twilio }));
  };
  const statesOf = (checks: Check[]) => checks.map(({ name, state }) => `${name}: ${state}`);

  it('finds nothing wrong with a line that is set up', async () => {
    expect(statesOf(await look())).toEqual([
      'Twilio account: ok',
      'Telephone number: ok',
      'Voice webhook: ok',
      'Status callback: ok',
    ]);
  });

  it('notes that there is none, and names what is missing of one', async () => {
    const none = { accountSid: undefined, authToken: undefined, phoneNumber: undefined };
    expect(await look(none)).toMatchObject([{ state: 'warning' }]);
    expect(await look({ authToken: undefined })).toMatchObject([
      { state: 'failed', says: 'TWILIO_AUTH_TOKEN not set' },
    ]);
  });

  it('sees a wrong token, and does not repeat it', async () => {
    const checks = await look({ authToken: 'a-wrong-token' });
    expect(checks).toMatchObject([
      { state: 'failed', says: 'refused (401)', fix: expect.stringContaining('TWILIO_AUTH_TOKEN') },
    ]);
    expect(JSON.stringify(checks)).not.toContain('a-wrong-token');
  });

  it('sees that Twilio is not there', async () => {
    expect(await look({ baseUrl: 'http://127.0.0.1:1' })).toMatchObject([
      { state: 'failed', says: 'not reachable' },
    ]);
  });

  it('notes a trial account', async () => {
    simulator.restKnobs = { accountType: 'Trial' };
    const [account] = await look();
    expect(account).toMatchObject({ state: 'warning', says: expect.stringContaining('trial') });
  });

  it("sees a number that is another account's", async () => {
    expect(statesOf(await look({ phoneNumber: '+15551231234' }))).toEqual([
      'Twilio account: ok',
      'Telephone number: failed',
    ]);
  });

  it.each([
    [{ voiceUrl: 'https://demo.twilio.com/welcome' }, 'Voice webhook', /points to https:\/\/demo/],
    [{ voiceUrl: '' }, 'Voice webhook', /points to nowhere/],
    [{ voiceUrl: `${PUBLIC_URL}/voice/` }, 'Voice webhook', /not to https.*\/voice$/],
    [{ voiceMethod: 'GET' }, 'Voice webhook', /with GET, not POST/],
    [{ statusCallback: '' }, 'Status callback', /nowhere, not to https.*\/voice\/status$/],
    [{ statusCallbackMethod: 'GET' }, 'Status callback', /with GET/],
    [
      { capabilities: { voice: false, sms: true, mms: false, fax: false } },
      'Telephone number',
      /calls/,
    ],
  ])('sees a number with %j', async (changes, name, says) => {
    Object.assign(simulator.numbers.first, changes);
    const wrong = (await look()).filter(({ state }) => state === 'failed');
    expect(wrong).toMatchObject([{ name, says: expect.stringMatching(says) }]);
  });

  it('notes a number without text messages', async () => {
    simulator.numbers.first.capabilities.sms = false;
    expect((await look())[1]).toMatchObject({ state: 'warning' });
  });

  describe('and setting it right', () => {
    const env = (changes: NodeJS.ProcessEnv = {}) => ({
      PUBLIC_URL,
      TWILIO_ACCOUNT_SID: accountSid,
      TWILIO_AUTH_TOKEN: authToken,
      TWILIO_PHONE_NUMBER: phoneNumber,
      TWILIO_BASE_URL: baseUrl,
      ...changes,
    });
    const changed = () => simulator.rest.requests.filter(({ method }) => method === 'POST');
    const point = async (changes?: NodeJS.ProcessEnv) => {
      const said: string[] = [];
      await pointNumber(env(changes), (line) => void said.push(line));
      return said.join('\n');
    };

    it('says what it changes, and leaves nothing wrong', async () => {
      Object.assign(simulator.numbers.first, {
        voiceUrl: 'https://old.example',
        voiceMethod: 'GET',
      });
      const said = await point();
      expect(said).toContain(`from https://old.example to POST ${PUBLIC_URL}/voice\n`);
      expect((await look()).every(({ state }) => state === 'ok')).toBe(true);
    });

    it.each([
      ['points here already', /points here already/, {}],
      ['is not ours', /not a number of this account/, { TWILIO_PHONE_NUMBER: '+15551231234' }],
      ['is not set', /no number to set up/, { TWILIO_PHONE_NUMBER: '' }],
    ])('changes nothing when the number %s', async (_, words, changes) => {
      expect(await point(changes)).toMatch(words);
      expect(changed()).toEqual([]);
    });

    it('gives no address to Twilio that it would refuse', async () => {
      const said = await point({ PUBLIC_URL: 'http://localhost:3000', TWILIO_BASE_URL: '' });
      expect(said).toMatch(/no https address/);
    });
  });
});
