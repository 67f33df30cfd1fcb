import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AllInOneModule } from '../../../apps/api/src/app.module';
import { loadConfig } from '../../../apps/api/src/config/load-config';
import { FirstRunService } from '../../../apps/api/src/organizations/first-run.service';
import { configureApp } from '../../../apps/api/src/platform/http/configure-app';
import { testDatabaseUrl } from '../../support/test-database';
import { Browser } from './browser';

const PASSWORD = 'correct horse battery';
/** What links in mails begin with; the tests themselves talk to the port. */
const PUBLIC_URL = 'http://practice.test';

type Newcomer = { browser: Browser; email: string; password: string };

/** The whole API on a port of its own, with one administrator, and mails that land in a folder. */
export class AuthService {
  readonly admin = { email: 'admin@example.com', password: PASSWORD };
  private count = 0;

  constructor(
    private readonly app: NestExpressApplication,
    private readonly baseUrl: string,
    private readonly dataDir: string,
  ) {}

  async close(): Promise<void> {
    await this.app.close();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  browser(headers?: Record<string, string>): Browser {
    return new Browser(this.baseUrl, headers);
  }

  async signedIn(): Promise<Browser> {
    const browser = this.browser();
    const { status } = await browser.post('/api/auth/login', this.admin);
    if (status !== 200) throw new Error(`Signing in answered ${status}`);
    return browser;
  }

  /** Invited, mailed, accepted and signed in, all by the front door. */
  async newcomer(role: 'coach' | 'trainee'): Promise<Newcomer> {
    this.count += 1;
    const email = `newcomer${this.count}@example.com`;
    await (await this.signedIn()).post('/api/invitations', { email, role });
    const token = await this.tokenMailedTo(email, 'invitations');
    const browser = this.browser();
    const join = { token, name: `Newcomer ${this.count}`, password: PASSWORD };
    const { status } = await browser.post('/api/invitations/accept', join);
    if (status !== 200) throw new Error(`Joining answered ${status}`);
    return { browser, email, password: PASSWORD };
  }

  /** A mail is sent by a job, and is there a moment later. */
  async tokenMailedTo(email: string, page: string): Promise<string> {
    for (let tries = 0; tries < 200; tries += 1) {
      const token = await this.tokenIn(email, page);
      if (token !== undefined) return token;
      await new Promise((again) => setTimeout(again, 50));
    }
    throw new Error(`No ${page} link was mailed to ${email}`);
  }

  private async tokenIn(email: string, page: string): Promise<string | undefined> {
    const folder = join(this.dataDir, 'mail');
    const names = await readdir(folder).catch(() => []);
    for (const name of names.sort().reverse()) {
      const mail = await readFile(join(folder, name), 'utf8');
      const token = new RegExp(`${PUBLIC_URL}/${page}/([\\w-]{43})\\s`).exec(mail)?.[1];
      if (mail.includes(`To: ${email}\r\n`) && token !== undefined) return token;
    }
    return undefined;
  }
}

export const openAuthService = async (): Promise<AuthService> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'sparline-auth-'));
  const config = loadConfig({
    DATABASE_URL: await testDatabaseUrl(),
    DATA_DIR: dataDir,
    HOST: '127.0.0.1',
    PUBLIC_URL,
    SESSION_SECRET: 'a secret of the tests that is long enough',
    LOG_LEVEL: 'silent',
  });
  const app = await NestFactory.create<NestExpressApplication>(AllInOneModule.with(config), {
    bodyParser: false,
    bufferLogs: true,
  });
  configureApp(app);
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const service = new AuthService(app, `http://127.0.0.1:${port}`, dataDir);
  await app.get(FirstRunService).ensureFirstOrganization(service.admin);
  return service;
};
