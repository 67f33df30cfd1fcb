import { AppError } from '../../../apps/api/src/platform/errors/app-error';
import { TwilioClient } from '../../../apps/api/src/telephony/twilio/twilio-client';
import { TwilioError } from '../../../apps/api/src/telephony/twilio/twilio-error';
import { testConfig } from '../../support/test-config';
import { type Answer, FakeTwilio } from './fake-twilio';

const MESSAGE = { to: '+15550001234', body: 'Hello', statusCallback: 'http://here/sms/status' };
const CALL = {
  to: '+15550001234',
  twimlUrl: 'https://here/voice',
  statusCallback: 'https://here/voice/status',
};
const BUSY: Answer = { status: 429, body: { code: 20429, message: 'Too Many Requests' } };
const DOWN: Answer = { status: 503, body: 'out of order' };

describe('The client of Twilio', () => {
  let fake: FakeTwilio;
  let client: TwilioClient;

  beforeAll(async () => {
    fake = await FakeTwilio.open();
    client = new TwilioClient(testConfig('postgres://unused', { twilio: fake.config }));
  });
  beforeEach(() => fake.clear());
  afterAll(() => fake.close());

  const failure = async (work: Promise<unknown>): Promise<TwilioError> => {
    const error: unknown = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!(error instanceof TwilioError)) throw new Error('No failure of Twilio');
    return error;
  };

  it('sends a text from the line’s own number, signed in', async () => {
    const sent = await client.sendSms(MESSAGE);
    expect(sent).toEqual({ sid: expect.stringMatching(/^SM/), segments: 1 });
    const [asked] = fake.asked;
    expect(asked).toMatchObject({
      method: 'POST',
      path: '/2010-04-01/Accounts/ACtest/Messages.json',
      signedIn: true,
    });
    expect(Object.fromEntries(asked?.form ?? [])).toEqual({
      To: '+15550001234',
      From: '+15550009999',
      Body: 'Hello',
      StatusCallback: 'http://here/sms/status',
    });
  });

  it.each<[string, Answer]>([
    ['busy', BUSY],
    ['out of order', DOWN],
    ['cut off', 'break'],
  ])('asks again when Twilio is %s', async (_how, answer) => {
    fake.next(answer, answer);
    expect((await client.sendSms(MESSAGE)).sid).toMatch(/^SM/);
    expect(fake.asked).toHaveLength(3);
  });

  it('gives up after three times', async () => {
    fake.next(DOWN, DOWN, DOWN);
    expect(await failure(client.sendSms(MESSAGE))).toMatchObject({
      failure: 'unavailable',
      status: 503,
      isPassing: true,
    });
    expect(fake.asked).toHaveLength(3);
  });

  it('does not ask again for what was refused, and repeats nobody’s number', async () => {
    fake.next(fake.refuse(21610));
    const error = await failure(client.sendSms(MESSAGE));
    expect(error).toMatchObject({ failure: 'refused', status: 400, code: 21610, isPassing: false });
    expect(fake.asked).toHaveLength(1);
    expect(JSON.stringify([error.message, error.stack, { ...error }])).not.toMatch(
      /5550001234|Hello/,
    );
  });

  it.each<[string, Answer]>([
    ['cut off', 'break'],
    ['out of order', DOWN],
  ])('never rings twice when the order to ring was %s', async (_how, answer) => {
    fake.next(answer);
    expect((await failure(client.startCall(CALL))).wasNotAccepted).toBe(false);
    expect(fake.asked).toHaveLength(1);
  });

  it('rings after all when Twilio said that it was too busy to take the order', async () => {
    fake.next(BUSY);
    const machineDetection = { statusCallback: 'https://here/voice/machine' };
    const { callSid } = await client.startCall({ ...CALL, machineDetection });
    expect(callSid).toMatch(/^CA/);
    expect(fake.asked).toHaveLength(2);
    const form = fake.asked[1]?.form;
    expect(form?.getAll('StatusCallbackEvent')).toEqual([
      'initiated',
      'ringing',
      'answered',
      'completed',
    ]);
    expect(Object.fromEntries(form ?? [])).toMatchObject({
      Url: 'https://here/voice',
      MachineDetection: 'Enable',
      AsyncAmd: 'true',
      AsyncAmdStatusCallback: 'https://here/voice/machine',
    });
  });

  it('waits no longer than ten seconds for an answer that never comes', async () => {
    fake.next('hang');
    const began = Date.now();
    expect(await failure(client.startCall(CALL))).toMatchObject({ failure: 'timed_out' });
    expect(Date.now() - began).toBeLessThan(13_000);
  });

  it('is content when the call to be ended is over already', async () => {
    fake.next(fake.refuse(20404, 404));
    await client.endCall('CAgone');
    expect(fake.asked[0]?.path).toBe('/2010-04-01/Accounts/ACtest/Calls/CAgone.json');
    expect(fake.asked[0]?.form.get('Status')).toBe('completed');
  });

  it('tells a running call how to go on', async () => {
    await client.updateCall('CA1', '<Response><Hangup/></Response>');
    expect(fake.asked[0]?.form.get('Twiml')).toBe('<Response><Hangup/></Response>');
  });

  it('finds the number of the line, or none', async () => {
    const number = {
      sid: 'PN1',
      voice_url: 'https://here/voice',
      voice_method: 'POST',
      status_callback: '',
      status_callback_method: 'POST',
      capabilities: { voice: true, sms: false, mms: false, fax: false },
    };
    fake.next({ status: 200, body: { incoming_phone_numbers: [number] } });
    expect(await client.findNumber('+15550009999')).toEqual({
      sid: 'PN1',
      voiceUrl: 'https://here/voice',
      voiceMethod: 'POST',
      statusCallback: '',
      statusCallbackMethod: 'POST',
      capabilities: { voice: true, sms: false },
    });
    expect(fake.asked[0]?.path).toContain('PhoneNumber=%2B15550009999');
    fake.next({ status: 200, body: { incoming_phone_numbers: [] } });
    expect(await client.findNumber('+15550009998')).toBeUndefined();
  });

  it('names the account, and says when it is not let in', async () => {
    fake.next({ status: 200, body: { friendly_name: 'Ours', status: 'active', type: 'Full' } });
    expect(await client.account()).toEqual({ name: 'Ours', status: 'active', type: 'Full' });
    fake.next(fake.refuse(20003, 401));
    expect(await failure(client.account())).toMatchObject({ status: 401, code: 20003 });
  });

  it('says so when no line is set up', async () => {
    const without = new TwilioClient(testConfig('postgres://unused'));
    expect(without.isConfigured).toBe(false);
    const error: unknown = await without.sendSms(MESSAGE).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AppError);
    expect((error as AppError).code).toBe('telephony.not_configured');
  });

  it('is told that nobody listens at the address', async () => {
    const twilio = { ...fake.config, baseUrl: 'http://127.0.0.1:9' };
    const lost = new TwilioClient(testConfig('postgres://unused', { twilio }));
    expect(await failure(lost.sendSms(MESSAGE))).toMatchObject({ failure: 'unreachable' });
  });
});
