import { TelephoneService } from '../../../../../test/simulators/twilio/telephone-service';
import { TwilioSimulator } from '../../../../../test/simulators/twilio/twilio-simulator';
import { testConfig } from '../../../../../test/support/test-config';
import { TwilioClient } from './twilio-client';

/** Against a whole simulated telephone company, whose calls live and end. */
describe('Ending a call', () => {
  const simulator = new TwilioSimulator();
  const service = new TelephoneService();
  let client: TwilioClient;

  beforeAll(async () => {
    const { baseUrl } = await simulator.start();
    await service.start();
    const { sid: accountSid, authToken, phoneNumber } = simulator.account;
    const twilio = { accountSid, authToken, phoneNumber, baseUrl, outboundCodes: ['1'] };
    client = new TwilioClient(testConfig('postgres://nowhere', { twilio }));
  });
  afterAll(async () => {
    await simulator.close();
    await service.close();
  });

  it('ends it once, and is content to find it over, or not to find it at all', async () => {
    service.twiml['/voice'] = service.connectTwiml();
    const line = await simulator.ring({ voiceUrl: `${service.baseUrl}/voice` });
    await client.endCall(line.callSid);
    expect(await line.ended()).toBe('completed');
    await client.endCall(line.callSid);
    await client.endCall(`CA${'0'.repeat(32)}`);
  });

  it('does not hide that Twilio refuses us', async () => {
    simulator.restKnobs = { refuseNext: 1, failTwilioCode: 20_003 };
    await expect(client.endCall(`CA${'0'.repeat(32)}`)).rejects.toMatchObject({ status: 401 });
  });
});
