import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { AppConfig } from '../../../apps/api/src/config/app-config';
import { Clock } from '../../../apps/api/src/platform/clock/clock';
import { MailError } from '../../../apps/api/src/platform/mail/mail-error';
import { type MailKey, MailOutbox } from '../../../apps/api/src/platform/mail/mail-outbox';
import { type Mail, Mailer } from '../../../apps/api/src/platform/mail/mailer';
import { QueueConnection } from '../../../apps/api/src/platform/queue/queue-connection';
import { createOrganization, type TestOrganization } from '../../support/organizations';
import { createTestApp, type TestApp } from '../../support/test-app';

class ExampleServer extends Mailer {
  readonly taken: Mail[] = [];
  trouble: Error | undefined;

  async send(mail: Mail): Promise<void> {
    if (this.trouble) throw this.trouble;
    this.taken.push(mail);
  }
}

class SteeredClock extends Clock {
  offsetMs = 0;
  now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }
}

const TOKEN = 'a-token-that-lets-somebody-in';
const HOUR_MS = 3_600_000;

describe('A mail on its way out', () => {
  const clock = new SteeredClock();
  const server = new ExampleServer();
  let app: TestApp;
  let outbox: MailOutbox;
  let ours: TestOrganization;

  beforeAll(async () => {
    app = await createTestApp({
      override: (builder) =>
        builder.overrideProvider(Clock).useValue(clock).overrideProvider(Mailer).useValue(server),
    });
    outbox = app.app.get(MailOutbox);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    clock.offsetMs = 0;
    server.taken.length = 0;
    server.trouble = undefined;
    ours = await createOrganization(app);
  });

  const outgoing = () => ({
    organizationId: ours.id,
    purpose: 'password_reset' as const,
    expiresAt: new Date(clock.now().getTime() + HOUR_MS),
    mail: { to: 'tia@example.com', subject: 'A link', text: `Open /reset/${TOKEN}` },
  });
  const queued = async (): Promise<MailKey> => {
    const key = await outbox.enqueue(outgoing());
    await outbox.dispatch(key);
    return key;
  };
  const rowOf = async ({ id }: MailKey) => {
    const rows: Record<string, unknown>[] = await app.app
      .get(DataSource)
      .query('SELECT * FROM mails WHERE id = $1', [id]);
    return rows[0];
  };
  const jobOf = ({ id }: MailKey) =>
    app.app.get(QueueConnection).queue('messages').getJob(`send-mail-${id}`);
  const loseJob = async (key: MailKey) => (await jobOf(key))?.remove();

  it('is kept sealed, and its job is given ids alone', async () => {
    const key = await queued();
    const row = JSON.stringify(await rowOf(key));
    expect(row).not.toContain(TOKEN);
    expect(row).not.toContain('tia@example.com');
    expect((await jobOf(key))?.data).toEqual({ organizationId: ours.id, mailId: key.id });
  });

  it('is sent once, and what it said is forgotten then', async () => {
    const key = await queued();
    await outbox.deliver(key);
    await outbox.deliver(key);
    expect(server.taken).toMatchObject([{ id: key.id, ...outgoing().mail }]);
    expect(await rowOf(key)).toMatchObject({ state: 'sent', sealed: null, error_code: null });
  });

  it('is not there when what it belongs to is rolled back', async () => {
    const broken = app.app.get(DataSource).transaction(async (transaction) => {
      await outbox.enqueue(outgoing(), transaction);
      throw new Error('on second thoughts');
    });
    await expect(broken).rejects.toThrow('on second thoughts');
    const rows: unknown[] = await app.app
      .get(DataSource)
      .query('SELECT id FROM mails WHERE organization_id = $1', [ours.id]);
    expect(rows).toEqual([]);
  });

  it('waits while its server is away, and is the same mail when it is back', async () => {
    const key = await queued();
    server.trouble = new MailError('ECONNREFUSED', true);
    await expect(outbox.deliver(key)).rejects.toThrow('ECONNREFUSED');
    expect(await rowOf(key)).toMatchObject({ state: 'queued', attempts: 1 });
    server.trouble = undefined;
    await outbox.deliver(key);
    expect(server.taken.map(({ id }) => id)).toEqual([key.id]);
  });

  it('is given up when its server refuses it for good, and forgotten', async () => {
    const key = await queued();
    server.trouble = new MailError('EENVELOPE', false);
    await outbox.deliver(key);
    expect(await rowOf(key)).toMatchObject({
      state: 'failed',
      sealed: null,
      error_code: 'EENVELOPE',
    });
  });

  it('is not sent when it has become useless', async () => {
    const key = await queued();
    clock.offsetMs = HOUR_MS;
    await outbox.deliver(key);
    expect(server.taken).toEqual([]);
    expect(await rowOf(key)).toMatchObject({ state: 'failed', error_code: 'too_late' });
  });

  it('is not sent when the secret it was sealed with is gone', async () => {
    const key = await queued();
    const config = app.app.get<{ sessionSecret: string }>(AppConfig);
    const before = config.sessionSecret;
    config.sessionSecret = 'another secret that is long enough, too';
    await outbox.deliver(key);
    config.sessionSecret = before;
    expect(await rowOf(key)).toMatchObject({ state: 'failed', error_code: 'secret_changed' });
  });

  it('is put back on its way by the sweep: soon when its job was lost, later when it was tried', async () => {
    const [lost, tried] = [await queued(), await queued()];
    server.trouble = new MailError('ETIMEDOUT', true);
    await outbox.deliver(tried).catch(() => undefined);
    await loseJob(lost);
    await loseJob(tried);

    clock.offsetMs = 61_000;
    await outbox.sweep();
    expect([await jobOf(lost), await jobOf(tried)]).toEqual([expect.anything(), undefined]);

    clock.offsetMs = 11 * 60_000;
    await outbox.sweep();
    expect(await jobOf(tried)).toBeDefined();
  });

  it('is out of another organization’s reach', async () => {
    const key = await queued();
    await outbox.deliver({ organizationId: randomUUID(), id: key.id });
    expect(server.taken).toEqual([]);
    expect(await rowOf(key)).toMatchObject({ state: 'queued' });
  });

  it('is a line less of the books three months after it was sent', async () => {
    const key = await queued();
    await outbox.deliver(key);
    clock.offsetMs = 91 * 24 * HOUR_MS;
    await outbox.sweep();
    expect(await rowOf(key)).toBeUndefined();
  });
});
