import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePort } from '../../../support/free-port';
import { createTestDatabase, type TestDatabase } from '../../../support/test-database';
import { OpenAiSimulator } from '../../../simulators/openai/openai-simulator';
import { TwilioSimulator } from '../../../simulators/twilio/twilio-simulator';
import { type Actor, ACTORS, type World } from './actors';
import { Chance } from './chance';
import { Deployment, type Form, type Part } from './deployment';
import { faultsOf, repeatedMessages } from './faults';
import { Quiet } from './quiet';

const PUBLIC_URL = 'https://coach.example.com';
const ADMIN = { email: 'admin@example.com', password: 'killed at random' };
const MIN_CHARGED_MINUTES = 0.05;
/** After a phase is reached; what follows a call's end takes about two seconds. */
const LATEST_MS = 2_500;
/** A phase that is never reached, e.g. because somebody hangs up sooner, is killed in somewhere. */
const REACHED_WITHIN_MS = 9_000;
const POINTS_A_CHECK = 8;

/** `tell`: hears of each kill and each fault as it comes. */
export type KillPlan = {
  form: Form;
  points: number;
  seed: number;
  redisUrl?: string | undefined;
  tell?: (line: string) => void;
};
export type KillReport = {
  /** Where it was killed, e.g. `a call in the browser: hung up +812 ms`. */
  points: string[];
  calls: number;
  repeatedMessages: number;
  slowestQuietMs: number;
  faults: string[];
};

/** Kills a real service at points of chance while people use it, and looks at what is left. */
export class KillRun {
  private readonly folder = mkdtempSync(join(tmpdir(), 'sparline-kill-'));
  private readonly chance: Chance;
  private readonly report: KillReport = {
    points: [],
    calls: 0,
    repeatedMessages: 0,
    slowestQuietMs: 0,
    faults: [],
  };
  private readonly openai = new OpenAiSimulator();
  private readonly address = { publicUrl: PUBLIC_URL, reachedAt: '' };
  private readonly twilio = new TwilioSimulator({ address: this.address });
  private database!: TestDatabase;
  private client!: Client;
  private deployment!: Deployment;
  private quiet!: Quiet;
  private world!: World;

  constructor(private readonly plan: KillPlan) {
    this.chance = new Chance(plan.seed);
  }

  async run(): Promise<KillReport> {
    await this.open();
    try {
      for (let point = 1; point <= this.plan.points; point += 1) {
        await this.killOnce();
        if (point % POINTS_A_CHECK === 0 || point === this.plan.points) await this.check();
        if (this.report.faults.length > 0) break;
      }
      const { rows } = await this.client.query<{ count: number }>(
        'SELECT count(*)::int FROM calls',
      );
      this.report.calls = rows[0]?.count ?? 0;
      this.report.repeatedMessages = await repeatedMessages(this.client, this.twilio.messages);
      return this.report;
    } finally {
      await this.close();
    }
  }

  private async open(): Promise<void> {
    this.database = await createTestDatabase();
    this.client = new Client({ connectionString: this.database.url });
    await this.client.connect();
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    this.address.reachedAt = url;
    this.openai.replyWith((body) =>
      body.response_format ? undefined : 'By e-mail, mostly. It takes, um, forever.',
    );
    const shortTone = new Int16Array(8_000).fill(900);
    this.openai.speakWith(() => shortTone);
    const { baseUrl } = await this.openai.start();
    const rest = await this.twilio.start();
    this.twilio.numbers.first.voiceUrl = `${PUBLIC_URL}/voice`;
    this.twilio.numbers.first.statusCallback = `${PUBLIC_URL}/voice/status`;
    const { sid, authToken, phoneNumber } = this.twilio.account;
    const dataDir = join(this.folder, 'data');
    const env = {
      DATABASE_URL: this.database.url,
      ...(this.plan.redisUrl && { REDIS_URL: this.plan.redisUrl }),
      DATA_DIR: dataDir,
      HOST: '127.0.0.1',
      PORT: String(port),
      PUBLIC_URL,
      SESSION_SECRET: 'a secret of the tests that is long enough',
      ADMIN_EMAIL: ADMIN.email,
      ADMIN_PASSWORD: ADMIN.password,
      SEED_DEMO: '0',
      MIN_CALL_DURATION: String(MIN_CHARGED_MINUTES),
      MAX_CALLS_PER_NUMBER_PER_HOUR: '1000',
      OPENAI_API_KEY: 'sk-simulated',
      OPENAI_BASE_URL: baseUrl,
      TWILIO_ACCOUNT_SID: sid,
      TWILIO_AUTH_TOKEN: authToken,
      TWILIO_PHONE_NUMBER: phoneNumber,
      TWILIO_BASE_URL: rest.baseUrl,
      LOG_LEVEL: 'warn',
    };
    this.deployment = new Deployment(this.plan.form, env, join(this.folder, 'tmp'));
    await this.deployment.start();
    const cookie = await signIn(url);
    await grantMinutes(url, cookie);
    const addresses = { databaseUrl: this.database.url, redisUrl: this.plan.redisUrl };
    this.quiet = new Quiet(this.client, addresses, dataDir);
    const { twilio, openai, chance } = this;
    this.world = { url, cookie, twilio, openai, chance, readyCall: () => this.readyCall() };
  }

  private async close(): Promise<void> {
    await this.deployment.stop();
    await this.quiet.close();
    await this.twilio.close();
    await this.openai.close();
    await this.client.end();
    await this.database.drop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async killOnce(): Promise<void> {
    const [leader, other] = [this.chance.of(ACTORS), this.chance.of(ACTORS)];
    const phase = this.chance.of(leader.phases);
    const delayMs = this.chance.below(LATEST_MS);
    const parts = this.victims();
    const others = this.chance.next() < 0.5 ? [this.play(other)] : [];
    await this.reaching(leader, phase, others);
    await pause(delayMs);
    await this.deployment.kill(parts);
    const where = `${leader.name}: ${phase} +${delayMs} ms, ${parts.join(' and ')}`;
    this.report.points.push(where);
    this.plan.tell?.(`${this.report.points.length} ${where}`);
    this.twilio.dropConnections();
    await Promise.all(others);
    await this.deployment.start();
  }

  private victims(): readonly Part[] {
    const { parts } = this.deployment;
    return this.chance.next() < 0.5 ? parts : [this.chance.of(parts)];
  }

  /** Resolves as soon as the phase is reached; what comes after goes on, and may fail. */
  private async reaching(actor: Actor, phase: string, others: Promise<void>[]): Promise<void> {
    let reached = () => undefined as void;
    const there = new Promise<void>((resolve) => (reached = resolve));
    const played = this.play(actor, (at) => {
      if (at === phase) reached();
    });
    others.push(played);
    await Promise.race([there, played, pause(REACHED_WITHIN_MS)]);
  }

  private async play(actor: Actor, reached: (phase: string) => void = () => undefined) {
    await actor.act(this.world, reached).catch(() => undefined);
  }

  private async readyCall(): Promise<string | undefined> {
    const { rows } = await this.client.query<{ id: string }>(
      `SELECT id FROM calls WHERE state = 'ready' AND deleted_at IS NULL ORDER BY started_at LIMIT 1`,
    );
    return rows[0]?.id;
  }

  private async check(): Promise<void> {
    await this.twilio.settled();
    const since = Date.now();
    const left = await this.quiet.untilQuiet();
    this.report.slowestQuietMs = Math.max(this.report.slowestQuietMs, Date.now() - since);
    this.report.faults.push(...left.map((what) => `never over: ${what}`));
    this.report.faults.push(
      ...(await faultsOf(this.client, {
        dataDir: join(this.folder, 'data'),
        temporary: join(this.folder, 'tmp'),
        messages: this.twilio.messages,
        minChargedMs: MIN_CHARGED_MINUTES * 60_000,
      })),
    );
    for (const fault of this.report.faults) this.plan.tell?.(`FAULT ${fault}`);
  }
}

const signIn = async (url: string): Promise<string> => {
  const response = await fetch(`${url}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(ADMIN),
  });
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
};

const grantMinutes = async (url: string, cookie: string): Promise<void> => {
  const response = await fetch(`${url}/api/quotas/organization`, {
    method: 'PUT',
    headers: { cookie, origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ minutes: 50_000, reason: 'For the tests' }),
  });
  if (!response.ok) throw new Error(`No minutes: ${await response.text()}`);
};

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
