import twilio, { RestException, type Twilio } from 'twilio';
import RequestClient from 'twilio/lib/base/RequestClient';
import { TelephoneService } from './telephone-service';
import { TwilioSimulator } from './twilio-simulator';

/** The official client takes no base address, so its requests are sent elsewhere on their way out. */
class Rerouted extends RequestClient {
  constructor(private readonly baseUrl: string) {
    super({ timeout: 2000 });
  }

  override request<TData>(options: RequestClient.RequestOptions<TData>) {
    const { pathname, search } = new URL(options.uri);
    return super.request<TData>({ ...options, uri: this.baseUrl + pathname + search });
  }
}

/** The vendor's own client must not notice that it speaks with a simulator. */
describe('the Twilio simulator, driven by the official SDK', () => {
  const simulator = new TwilioSimulator();
  const service = new TelephoneService();
  const { sid, authToken, phoneNumber: from } = simulator.account;
  const to = '+15550002222';
  let baseUrl: string;
  let client: Twilio;

  beforeAll(async () => {
    ({ baseUrl } = await simulator.start());
    await service.start();
    client = twilio(sid, authToken, { httpClient: new Rerouted(baseUrl) });
  });
  beforeEach(async () => {
    await simulator.reset();
    service.reset();
  });
  afterAll(async () => {
    await simulator.close();
    await service.close();
  });

  const statuses = () => service.webhooks.map(({ fields }) => fields['MessageStatus']);
  const seen = async (count: number) => {
    while (service.webhooks.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
  };

  describe('text messages', () => {
    it('takes one and tells how it fares, every callback signed', async () => {
      const statusCallback = `${service.baseUrl}/sms/status`;
      const message = await client.messages.create({
        to,
        from,
        body: 'Well done!',
        statusCallback,
      });
      expect(message).toMatchObject({ status: 'queued', numSegments: '1', to, from });
      expect(message.dateCreated).toBeInstanceOf(Date);
      await seen(2);
      expect(statuses()).toEqual(['sent', 'delivered']);
      expect(service.webhooks.map(({ isSigned }) => isSigned)).toEqual([true, true]);
      const fetched = await client.messages(message.sid).fetch();
      expect(fetched).toMatchObject({ status: 'delivered', body: 'Well done!', errorCode: null });
      expect(simulator.messages.map(({ body }) => body)).toEqual(['Well done!']);
    });

    it.each([
      ['one of 160 plain characters', 'a'.repeat(160), '1'],
      ['two of 161', 'a'.repeat(161), '2'],
      ['two of 71 with an emoji', `${'a'.repeat(69)}🎉`, '2'],
      ['one with a euro sign', '€'.repeat(80), '1'],
      ['two with 81 euro signs', '€'.repeat(81), '2'],
    ])('counts %s', async (_, body, segments) => {
      const { numSegments } = await client.messages.create({ to, from, body });
      expect(numSegments).toBe(segments);
    });

    it('knows a while after one was sent what it cost, in the currency of the account', async () => {
      simulator.restKnobs = { pricedAfterFetches: 2, priceUnit: 'EUR' };
      const statusCallback = `${service.baseUrl}/sms/status`;
      const message = await client.messages.create({ to, from, body: 'x', statusCallback });
      await seen(2);
      const prices = [];
      for (let asked = 0; asked < 3; asked += 1) {
        const { price, priceUnit } = await client.messages(message.sid).fetch();
        prices.push([price, priceUnit]);
      }
      expect(prices).toEqual([
        [null, 'EUR'],
        [null, 'EUR'],
        ['-0.00830', 'EUR'],
      ]);
    });

    it('tells why one was not delivered', async () => {
      simulator.messageKnobs = { outcome: 'undelivered', errorCode: 30_007 };
      const statusCallback = `${service.baseUrl}/sms/status`;
      const { sid: message } = await client.messages.create({
        to,
        from,
        body: 'x',
        statusCallback,
      });
      await seen(2);
      expect(service.webhooks.at(-1)?.fields).toMatchObject({ ErrorCode: '30007' });
      const { status, errorCode } = await client.messages(message).fetch();
      expect([status, errorCode]).toEqual(['undelivered', 30_007]);
    });

    it.each([
      ['a number that is none', { to: '12', body: 'x' }, 400, 21_211],
      ['an unsubscribed number', { to: '+15550003333', body: 'x' }, 400, 21_610],
      ['a landline', { to: '+15550004444', body: 'x' }, 400, 21_614],
      ["a sender that is not the account's", { to, body: 'x', from: '+15559999999' }, 400, 21_606],
      ['no text', { to, body: '' }, 400, 21_602],
      ['too much text', { to, body: 'a'.repeat(1601) }, 400, 21_617],
    ])('refuses %s with the code Twilio gives', async (_, changes, status, code) => {
      simulator.messageKnobs = { unsubscribed: ['+15550003333'], landlines: ['+15550004444'] };
      const attempt = client.messages.create({ from, ...changes });
      await expect(attempt).rejects.toBeInstanceOf(RestException);
      await expect(attempt).rejects.toMatchObject({ status, code });
    });

    it.each([
      ['in order', {}, ['sent', 'delivered']],
      ['twice', { duplicate: true }, ['sent', 'sent', 'delivered', 'delivered']],
      ['out of order', { swapWithinMs: 500 }, ['delivered', 'sent']],
      ['late', { delayMs: 30 }, ['sent', 'delivered']],
    ])('sends callbacks %s', async (_, knobs, expected) => {
      simulator.callbackKnobs = knobs;
      const statusCallback = `${service.baseUrl}/sms/status`;
      await client.messages.create({ to, from, body: 'x', statusCallback });
      await seen(expected.length);
      expect(statuses()).toEqual(expected);
    });

    it('tries again where a callback fails, as often as it is told to', async () => {
      simulator.callbackKnobs = { retries: 2 };
      service.twiml['/sms/status'] = 503;
      const statusCallback = `${service.baseUrl}/sms/status`;
      await client.messages.create({ to, from, body: 'x', statusCallback });
      await seen(6);
      expect(statuses()).toEqual(['sent', 'sent', 'sent', 'delivered', 'delivered', 'delivered']);
    });
  });

  describe('calls', () => {
    const events = ['initiated', 'ringing', 'answered', 'completed'];
    const statusCallbacks = () =>
      service.webhooks.filter(({ path }) => path === '/voice/status').map(({ fields }) => fields);
    const place = (changes: object = {}) =>
      client.calls.create({
        to,
        from,
        url: `${service.baseUrl}/voice/outgoing`,
        statusCallback: `${service.baseUrl}/voice/status`,
        statusCallbackEvent: events,
        ...changes,
      });
    const answered = async () => {
      const [line] = simulator.called;
      if (!line) throw new Error('Nobody was called.');
      await line.until(() => line.isStreaming || line.record.isOver);
      return line;
    };

    it('rings, connects a stream and tells its progress to the end', async () => {
      service.twiml['/voice/outgoing'] = service.connectTwiml();
      const call = await place();
      expect(call).toMatchObject({ status: 'queued', direction: 'outbound-api', to, from });
      const line = await answered();
      expect((await client.calls(call.sid).fetch()).status).toBe('in-progress');
      line.hangUp();
      await line.ended();
      await line.until(() => statusCallbacks().length === 4);
      expect(statusCallbacks().map(({ CallStatus }) => CallStatus)).toEqual([
        'initiated',
        'ringing',
        'in-progress',
        'completed',
      ]);
      expect(statusCallbacks().map(({ SequenceNumber }) => SequenceNumber)).toEqual([...'0123']);
      expect(statusCallbacks()[3]).toMatchObject({ CallDuration: '0', Duration: '1' });
      expect(service.webhooks.every(({ isSigned }) => isSigned)).toBe(true);
      expect(await client.calls(call.sid).fetch()).toMatchObject({ price: null });
      const fetched = await client.calls(call.sid).fetch();
      expect(fetched).toMatchObject({ status: 'completed', duration: '0', price: '-0.00850' });
      expect(fetched.priceUnit).toBe('USD');
      expect(fetched.endTime).toBeInstanceOf(Date);
    });

    it.each(['busy', 'no-answer', 'failed'] as const)(
      'tells %s under the event completed, and asks for no instructions',
      async (answer) => {
        simulator.outgoing = { answer };
        await place({ statusCallbackEvent: ['completed'] });
        await seen(1);
        expect(service.webhooks).toHaveLength(1);
        expect(statusCallbacks()[0]).toMatchObject({ CallStatus: answer, CallDuration: '0' });
      },
    );

    it.each([
      ['human', 'Enable', 'human'],
      ['machine', 'Enable', 'machine_start'],
      ['machine', 'DetectMessageEnd', 'machine_end_beep'],
      ['fax', 'Enable', 'fax'],
    ] as const)('finds out that a %s answered (%s)', async (answer, mode, by) => {
      simulator.outgoing = { answer };
      await place({ machineDetection: mode, statusCallbackEvent: ['completed'] });
      await seen(1);
      expect(service.webhooks[0]?.fields).toMatchObject({ AnsweredBy: by });
    });

    it('connects at once with asynchronous detection and tells later who answered', async () => {
      simulator.outgoing = { answer: 'machine', detectionMs: 20 };
      service.twiml['/voice/outgoing'] = service.connectTwiml();
      await place({
        machineDetection: 'Enable',
        asyncAmd: 'true',
        asyncAmdStatusCallback: `${service.baseUrl}/voice/amd`,
      });
      const line = await answered();
      await line.until(() => service.webhooks.some(({ path }) => path === '/voice/amd'));
      const fieldsAt = (path: string) => service.webhooks.find((one) => one.path === path)?.fields;
      expect(fieldsAt('/voice/outgoing')).not.toHaveProperty('AnsweredBy');
      expect(fieldsAt('/voice/amd')).toMatchObject({
        CallSid: line.callSid,
        AnsweredBy: 'machine_start',
      });
    });

    it('hangs up when it is told to, and says that a call is over that is over', async () => {
      service.twiml['/voice/outgoing'] = service.connectTwiml('<Say>Never said.</Say>');
      const { sid: call } = await place();
      const line = await answered();
      await client.calls(call).update({ status: 'completed' });
      expect(await line.ended()).toBe('completed');
      expect(line.said).toEqual([]);
      await expect(client.calls(call).update({ status: 'completed' })).rejects.toMatchObject({
        code: 21_220,
      });
    });

    it('goes on with other instructions in the middle of a stream', async () => {
      service.twiml['/voice/outgoing'] = service.connectTwiml('<Say>Never said.</Say>');
      const { sid: call } = await place();
      const line = await answered();
      await client.calls(call).update({ twiml: '<Response><Say>Time is up.</Say></Response>' });
      await line.ended();
      expect(line.said).toEqual(['Time is up.']);
    });

    it('cancels a call that nobody has answered yet', async () => {
      simulator.outgoing = { stepMs: 50 };
      const { sid: call } = await place();
      await client.calls(call).update({ status: 'canceled' });
      await seen(1);
      expect((await client.calls(call).fetch()).status).toBe('canceled');
      expect(service.webhooks.map(({ path }) => path)).not.toContain('/voice/outgoing');
    });

    it('asks for a number to call, and for instructions', async () => {
      await expect(place({ to: 'me' })).rejects.toMatchObject({ code: 21_211 });
      await expect(place({ url: undefined })).rejects.toMatchObject({ code: 21_205 });
    });
  });

  describe('numbers and account', () => {
    it('finds the number, changes what happens when it is called, and calls there', async () => {
      const [number] = await client.incomingPhoneNumbers.list({ phoneNumber: from });
      expect(number).toMatchObject({ phoneNumber: from, capabilities: { voice: true, sms: true } });
      const changed = await client.incomingPhoneNumbers(number?.sid ?? '').update({
        voiceUrl: `${service.baseUrl}/voice`,
        voiceMethod: 'POST',
        statusCallback: `${service.baseUrl}/voice/status`,
      });
      expect(changed.voiceUrl).toBe(`${service.baseUrl}/voice`);
      service.twiml['/voice'] = '<Response><Say>Hello.</Say></Response>';
      const line = await simulator.ring();
      await simulator.callbacks.settled();
      expect(line.said).toEqual(['Hello.']);
      expect(service.webhooks.map(({ path }) => path)).toEqual(['/voice', '/voice/status']);
    });

    it('finds no number that is not there', async () => {
      expect(await client.incomingPhoneNumbers.list({ phoneNumber: '+15551231234' })).toEqual([]);
    });

    it('tells about the account', async () => {
      const account = await client.api.v2010.accounts(sid).fetch();
      expect(account).toMatchObject({ sid, status: 'active', type: 'Full' });
    });
  });

  describe('trouble', () => {
    const fetchAccount = (other = client) => other.api.v2010.accounts(sid).fetch();

    it('refuses a wrong token', async () => {
      const other = twilio(sid, 'wrong', { httpClient: new Rerouted(baseUrl) });
      await expect(fetchAccount(other)).rejects.toMatchObject({ status: 401, code: 20_003 });
    });

    it('does not know what is not there', async () => {
      const unknown = client.messages(`SM${'0'.repeat(32)}`).fetch();
      await expect(unknown).rejects.toMatchObject({ status: 404, code: 20_404 });
    });

    it.each([
      [{ rateLimitNext: 1 }, 429, 20_429],
      [{ failNext: 1 }, 500, 20_500],
      [{ failNext: 1, failStatus: 503 }, 503, 20_500],
      [{ refuseNext: 1, failTwilioCode: 21_219 }, 400, 21_219],
    ])('misbehaves once as asked: %j', async (knobs, status, code) => {
      simulator.restKnobs = knobs;
      await expect(fetchAccount()).rejects.toMatchObject({ status, code });
      await expect(fetchAccount()).resolves.toMatchObject({ sid });
    });

    it('drops a connection, and leaves a client without an answer', async () => {
      simulator.restKnobs = { cutAfterBytes: 10 };
      await expect(fetchAccount()).rejects.toThrow();
      simulator.restKnobs = { stall: 'before' };
      await expect(fetchAccount()).rejects.toThrow(/timeout/);
    });
  });
});
