import { DataSource } from 'typeorm';
import { FEATURES } from '../../../apps/api/src/app.module';
import { Metrics } from '../../../apps/api/src/platform/metrics/metrics';
import { JOBS } from '../../../apps/api/src/platform/queue/jobs';
import { CallersService } from '../../../apps/api/src/telephony/numbers/callers.service';
import type { Caller } from '../../../apps/api/src/telephony/numbers/caller';
import type { SmsKey } from '../../../apps/api/src/telephony/sms/sms.repository';
import { SmsService } from '../../../apps/api/src/telephony/sms/sms.service';
import { WorkerModule } from '../../../apps/api/src/worker.module';
import { codeOf, createOrganization, type TestOrganization } from '../../support/organizations';
import { createTestApp, type TestApp } from '../../support/test-app';
import { type Answer, FakeTwilio } from './fake-twilio';

type Row = {
  state: string;
  body: string | null;
  twilio_sid: string | null;
  error_code: string | null;
  segments: number | null;
};

const DOWN: Answer = { status: 500, body: {} };

describe('Text messages', () => {
  let fake: FakeTwilio;
  let server: TestApp;
  let organization: TestOrganization;
  let other: TestOrganization;
  let sms: SmsService;
  let sql: DataSource;
  let caller: Caller;

  beforeAll(async () => {
    for (const job of ['send-sms', 'apply-sms-status'] as const) JOBS[job].backoffMs = 20;
    fake = await FakeTwilio.open();
    server = await createTestApp({
      modules: [...FEATURES, WorkerModule],
      config: { twilio: fake.config },
    });
    organization = await createOrganization(server);
    other = await createOrganization(server);
    sms = server.app.get(SmsService);
    sql = server.app.get(DataSource);
    const identified = await server.app.get(CallersService).identify('+15550001234');
    if (identified === 'withheld') throw new Error('This number is shown.');
    caller = identified;
  });
  beforeEach(() => fake.clear());
  afterAll(async () => {
    await server.close();
    await fake.close();
  });

  const read = async ({ id }: SmsKey): Promise<Row> => {
    const [row]: Row[] = await sql.query('SELECT * FROM sms_messages WHERE id = $1', [id]);
    if (!row) throw new Error('The message is gone.');
    return row;
  };
  const until = async (key: SmsKey, state: string): Promise<Row> => {
    for (;;) {
      const row = await read(key);
      if (row.state === state) return row;
      await new Promise((done) => setTimeout(done, 20));
    }
  };
  const message = (body = 'Hello') => ({
    organizationId: organization.id,
    phoneNumberId: caller.callerId,
    purpose: 'call_summary' as const,
    body,
  });
  const sent = async (): Promise<SmsKey & { sid: string }> => {
    const key = await sms.send(message());
    const { twilio_sid } = await until(key, 'sent');
    return { ...key, sid: twilio_sid ?? '' };
  };
  const counted = async (outcome: string): Promise<number> => {
    const metric = server.app.get(Metrics).registry.getSingleMetric('sms_total');
    const values = (await metric?.get())?.values ?? [];
    return values.find(({ labels }) => labels.outcome === outcome)?.value ?? 0;
  };

  /** A message is over a moment before it is counted. */
  const untilCounted = async (outcome: string, wanted: number): Promise<void> => {
    while ((await counted(outcome)) < wanted) await new Promise((done) => setTimeout(done, 20));
    expect(await counted(outcome)).toBe(wanted);
  };

  it('go out once, and leave no copy of what they said', async () => {
    const before = await counted('sent');
    const row = await until(await sms.send(message('Well done!')), 'sent');
    expect(row).toMatchObject({ body: null, segments: 1, error_code: null });
    expect(row.twilio_sid).toMatch(/^SM/);
    expect(fake.asked.map(({ form }) => form.get('Body'))).toEqual(['Well done!']);
    expect(fake.asked[0]?.form.get('StatusCallback')).toBe('http://localhost:3000/sms/status');
    await untilCounted('sent', before + 1);
  });

  it('are tried again while Twilio is out of order', async () => {
    fake.next(DOWN, DOWN, DOWN, DOWN);
    await until(await sms.send(message()), 'sent');
    expect(fake.asked).toHaveLength(5);
  });

  it('are given up when Twilio stays out of order', async () => {
    fake.next(...Array.from({ length: 12 }, () => DOWN));
    const before = await counted('failed');
    const row = await until(await sms.send(message()), 'failed');
    expect(row).toMatchObject({ error_code: 'unavailable', body: null });
    expect(fake.asked).toHaveLength(12);
    await untilCounted('failed', before + 1);
  });

  it.each([21610, 21614, 21211])('are not repeated to a number refused with %i', async (code) => {
    fake.next(fake.refuse(code));
    const row = await until(await sms.send(message()), 'failed');
    expect(row).toMatchObject({ error_code: String(code), body: null });
    expect(fake.asked).toHaveLength(1);
  });

  it('do not go to a blocked number', async () => {
    await sql.query('UPDATE phone_numbers SET blocked = true WHERE id = $1', [caller.callerId]);
    const row = await until(await sms.send(message()), 'failed');
    await sql.query('UPDATE phone_numbers SET blocked = false WHERE id = $1', [caller.callerId]);
    expect(row.error_code).toBe('number_blocked');
    expect(fake.asked).toHaveLength(0);
  });

  it('go nowhere when their transaction is taken back', async () => {
    let key: SmsKey | undefined;
    const transaction = sql.transaction(async (manager) => {
      key = await sms.enqueue(message(), manager);
      throw new Error('taken back');
    });
    await expect(transaction).rejects.toThrow('taken back');
    if (!key) throw new Error('It was never enqueued.');
    await sms.dispatch(key);
    await sms.deliver(key, { isLastAttempt: true });
    expect(fake.asked).toHaveLength(0);
  });

  it('cannot be sent in the name of another organization', async () => {
    const foreign = { ...message(), organizationId: other.id };
    expect(await codeOf(sms.send(foreign))).toBe('telephony.number_not_found');
    const key = await sms.enqueue(message());
    await sms.deliver({ ...key, organizationId: other.id }, { isLastAttempt: true });
    expect((await read(key)).state).toBe('queued');
    expect(fake.asked).toHaveLength(0);
  });

  it('are put back on their way when their job was lost', async () => {
    const key = await sms.enqueue(message());
    await sms.sweep();
    expect((await read(key)).state).toBe('queued');
    await sql.query(
      `UPDATE sms_messages SET created_at = now() - interval '2 minutes' WHERE id = $1`,
      [key.id],
    );
    await sms.sweep();
    await until(key, 'sent');
  });

  it('are given up after a day', async () => {
    const key = await sms.enqueue(message());
    await sql.query(
      `UPDATE sms_messages SET created_at = now() - interval '25 hours' WHERE id = $1`,
      [key.id],
    );
    await sms.sweep();
    expect(await read(key)).toMatchObject({ state: 'failed', error_code: 'too_late', body: null });
    expect(fake.asked).toHaveLength(0);
  });

  it.each([
    [['sent', 'delivered'], 'delivered'],
    [['delivered', 'sent'], 'delivered'],
    [['delivered', 'delivered', 'sent', 'delivered'], 'delivered'],
    [['delivered', 'failed'], 'delivered'],
    [['undelivered', 'sent'], 'failed'],
    [['failed', 'delivered'], 'failed'],
    [['queued', 'sending', 'accepted', 'something new'], 'sent'],
  ])('reported as %j end %s', async (reports, state) => {
    const { sid, ...key } = await sent();
    for (const report of reports) await sms.onStatus(sid, report);
    expect((await read(key)).state).toBe(state);
  });

  it('keep Twilio’s number for what went wrong, and count it once', async () => {
    const { sid, ...key } = await sent();
    const before = await counted('failed');
    await sms.onStatus(sid, 'undelivered', '30005');
    await sms.onStatus(sid, 'undelivered', '30006');
    expect((await read(key)).error_code).toBe('30005');
    await untilCounted('failed', before + 1);
  });

  it('heed a report that came before Twilio’s own answer', async () => {
    const key = await sms.enqueue(message());
    await sms.onStatus('SMearly', 'delivered');
    fake.next({ status: 201, body: { sid: 'SMearly', num_segments: '2' } });
    await sms.dispatch(key);
    expect(await until(key, 'delivered')).toMatchObject({ twilio_sid: 'SMearly', segments: 2 });
  });

  it('change nothing when the report is about somebody else’s message', async () => {
    await sms.onStatus('SMforeign', 'delivered');
    const rows: unknown[] = await sql.query(
      `SELECT FROM sms_messages WHERE twilio_sid = 'SMforeign'`,
    );
    expect(rows).toEqual([]);
  });
});
