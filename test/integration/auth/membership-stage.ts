import { Global, type INestApplicationContext, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AccountsService } from '../../../apps/api/src/auth/accounts.service';
import type { Actor } from '../../../apps/api/src/auth/actor';
import { AuthModule } from '../../../apps/api/src/auth/auth.module';
import type { Role } from '../../../apps/api/src/auth/auth.schemas';
import { BackgroundWork } from '../../../apps/api/src/auth/background-work';
import { Passwords } from '../../../apps/api/src/auth/passwords';
import { SESSION_COOKIE } from '../../../apps/api/src/auth/session-cookie';
import { SignInService } from '../../../apps/api/src/auth/sign-in.service';
import { sign } from '../../../apps/api/src/auth/tokens';
import { AppConfig } from '../../../apps/api/src/config/app-config';
import { ConfigModule } from '../../../apps/api/src/config/config.module';
import { OrganizationsModule } from '../../../apps/api/src/organizations/organizations.module';
import { Clock } from '../../../apps/api/src/platform/clock/clock';
import {
  type MailKey,
  MailOutbox,
  type OutgoingMail,
} from '../../../apps/api/src/platform/mail/mail-outbox';
import type { MailText } from '../../../apps/api/src/platform/mail/mailer';

export const PASSWORD = 'correct horse battery';
export const SECRET = 'a secret of the tests that is long enough';
export const CLIENT = { address: '203.0.113.7', userAgent: 'Test browser' };
export const DAY_MS = 86_400_000;

class SteeredClock extends Clock {
  private atMs = Date.parse('2027-03-01T09:00:00.000Z');

  now(): Date {
    return new Date(this.atMs);
  }

  advance(ms: number): void {
    this.atMs += ms;
  }
}

/** Sent as soon as they are queued. */
class KeptMails implements Pick<MailOutbox, 'enqueue' | 'dispatch'> {
  readonly sent: MailText[] = [];
  private readonly queued = new Map<string, MailText>();

  async enqueue({ organizationId, mail }: OutgoingMail): Promise<MailKey> {
    const id = String(this.queued.size);
    this.queued.set(id, mail);
    return { organizationId, id };
  }

  async dispatch({ id }: MailKey): Promise<void> {
    const mail = this.queued.get(id);
    if (mail) this.sent.push(mail);
  }
}

export type Person = { actor: Actor; id: string; email: string };

/** Sign-in and organizations on a real database, with a clock that tests move and mails that they read. */
export class MembershipStage {
  private constructor(
    private readonly app: INestApplicationContext,
    readonly clock: SteeredClock,
    readonly mails: MailText[],
    private readonly passwordHash: string,
  ) {}

  static async open(databaseUrl: string): Promise<MembershipStage> {
    const clock = new SteeredClock();
    const outbox = new KeptMails();

    @Global()
    @Module({
      providers: [
        { provide: Clock, useValue: clock },
        { provide: MailOutbox, useValue: outbox },
      ],
      exports: [Clock, MailOutbox],
    })
    class PortsModule {}

    const config = { sessionSecret: SECRET, publicUrl: 'https://practice.example.com' };
    const app = await Test.createTestingModule({
      imports: [
        ConfigModule.with(config as AppConfig),
        PortsModule,
        TypeOrmModule.forRoot({ type: 'postgres', url: databaseUrl, autoLoadEntities: true }),
        AuthModule,
        OrganizationsModule,
      ],
    }).compile();
    await app.init();
    return new MembershipStage(app, clock, outbox.sent, await app.get(Passwords).hash(PASSWORD));
  }

  async close(): Promise<void> {
    await this.app.close();
  }

  get<Service>(type: new (...args: never[]) => Service): Service {
    return this.app.get(type);
  }

  get database(): DataSource {
    return this.app.get(DataSource);
  }

  async clear(): Promise<void> {
    await this.database.query('TRUNCATE organizations, attempt_counts CASCADE');
    this.mails.length = 0;
  }

  async organization(name = 'Acme'): Promise<{ id: string; admin: Person }> {
    const [row] = await this.database.query<{ id: string }[]>(
      'INSERT INTO organizations (name) VALUES ($1) RETURNING id',
      [name],
    );
    if (!row) throw new Error('No organization');
    return { id: row.id, admin: await this.person(row.id, { role: 'admin' }) };
  }

  private count = 0;

  async person(
    organizationId: string,
    facts: { role?: Role; name?: string; email?: string; sample?: boolean } = {},
  ): Promise<Person> {
    const { role = 'trainee', sample = false } = facts;
    this.count += 1;
    const email = facts.email ?? `person${this.count}@example.com`;
    const id = await this.get(AccountsService).add(organizationId, {
      email,
      role,
      sample,
      name: facts.name ?? `Person ${this.count}`,
      passwordHash: sample ? null : this.passwordHash,
    });
    if (id === undefined) throw new Error(`${email} is taken`);
    return { id, email, actor: { organizationId, memberId: id, role, via: 'session' } };
  }

  /** A cookie header, as a browser would send it back. */
  async signIn(email: string, password = PASSWORD): Promise<string> {
    const { token } = await this.get(SignInService).login({ email, password }, CLIENT);
    return cookieOf(token);
  }

  async lastMail(): Promise<MailText> {
    await this.get(BackgroundWork).settled();
    const mail = this.mails.at(-1);
    if (!mail) throw new Error('No mail was sent');
    return mail;
  }
}

export const cookieOf = (token: string, secret = SECRET): string =>
  `theme=dark; ${SESSION_COOKIE}=${sign(token, secret)}`;

export const tokenIn = (text: string): string => {
  const match = /\/([\w-]{43})\s/.exec(`${text} `);
  if (!match?.[1]) throw new Error('No link with a token');
  return match[1];
};

/** For `expect(...).rejects`: the stable code is what clients rely on. */
export const problem = (code: string): unknown => expect.objectContaining({ code });
