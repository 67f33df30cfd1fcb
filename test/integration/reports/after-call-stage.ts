import { type INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { UsageQuantity, VoiceEvent, VoiceEventBody } from '@sparline/voice';
import type { NextFunction, Request, Response } from 'express';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../apps/api/src/auth/actor';
import type { Role } from '../../../apps/api/src/auth/auth.schemas';
import { AuthService } from '../../../apps/api/src/auth/auth.service';
import { CallsModule } from '../../../apps/api/src/calls/calls.module';
import { CallsService } from '../../../apps/api/src/calls/calls.service';
import { loadConfig } from '../../../apps/api/src/config/load-config';
import { PersonasService } from '../../../apps/api/src/personas/personas.service';
import { PlatformModule } from '../../../apps/api/src/platform/platform.module';
import { JobWorkersModule } from '../../../apps/api/src/platform/queue/job-workers.module';
import type { S3Options } from '../../../apps/api/src/platform/storage/s3-client';
import { RecordingMixer } from '../../../apps/api/src/recordings/recording-mixer';
import { RecordingsWorkerModule } from '../../../apps/api/src/recordings/recordings-worker.module';
import { ReportsWorkerModule } from '../../../apps/api/src/reports/reports-worker.module';
import { ReviewModel } from '../../../apps/api/src/scoring/review-model';
import { ScoringWorkerModule } from '../../../apps/api/src/scoring/scoring-worker.module';
import { PersonasModule } from '../../../apps/api/src/personas/personas.module';
import { IdleProcessorsModule } from '../../support/idle-processors';
import { testDatabaseUrl } from '../../support/test-database';
import { testPersona } from './test-persona';

const JOBS_OF_OTHERS = [
  'send-sms',
  'apply-sms-status',
  'merge-caller',
  'sweep-telephony',
  'ring-trainee',
  'sweep-lines',
  'sweep-tasks',
  'send-mail',
  'sweep-mails',
  'sweep-jobs',
  'account-line',
  'fetch-charges',
  'alert-budgets',
  'check-month-sums',
  'price-unknown',
  'renew-minutes',
] as const;

export type StageOptions = {
  /** Runs the jobs too; otherwise they only wait in their queue. */
  workers?: boolean;
  /** Where the jobs are queued; in the database without it. */
  redisUrl?: string | undefined;
  /** Where recordings are kept; in a folder without it. */
  s3?: S3Options;
  reviewModel?: ReviewModel['model'];
  /** In place of the thread, which runs built code alone. */
  mix?: RecordingMixer['mix'];
};

export type Team = { admin: Actor; coach: Actor; trainee: Actor; otherTrainee: Actor };

/** What follows a call on a real database; who is asking is said by the test. */
export class AfterCallStage {
  private actor: Actor | undefined;

  private constructor(
    private readonly app: INestApplication,
    private readonly folder: string,
    private readonly address: string,
  ) {}

  static async open(options: StageOptions = {}): Promise<AfterCallStage> {
    const folder = mkdtempSync(join(tmpdir(), 'after-call-'));
    const config = loadConfig({
      DATABASE_URL: await testDatabaseUrl(),
      DATA_DIR: folder,
      REDIS_URL: options.redisUrl,
      SESSION_SECRET: 'a secret of the tests that is long enough',
      LLM_PROVIDER: 'none',
      STT_PROVIDER: 'none',
      TTS_PROVIDER: 'none',
      LOG_LEVEL: 'fatal',
      ...(options.s3 ? storeVariables(options.s3) : {}),
    });
    const testing = Test.createTestingModule({
      imports: [
        PlatformModule.with(config),
        CallsModule,
        PersonasModule,
        RecordingsWorkerModule,
        ScoringWorkerModule,
        ReportsWorkerModule,
        IdleProcessorsModule.for(...JOBS_OF_OTHERS),
        ...(options.workers ? [JobWorkersModule] : []),
      ],
    })
      .overrideProvider(ReviewModel)
      .useValue(new ReviewModel(options.reviewModel));
    testing.overrideProvider(AuthService).useValue({
      admit: async ({ actor }: Request & { actor?: Actor }) => ({ actor }),
      refuseForeignPage: () => undefined,
    });
    testing
      .overrideProvider(RecordingMixer)
      .useValue({ mix: options.mix ?? (async () => undefined) });
    const app = (await testing.compile()).createNestApplication({ logger: false });
    app.setGlobalPrefix('api');
    app.use((request: Request & { actor?: Actor }, _response: Response, next: NextFunction) => {
      request.actor = stage.actor;
      next();
    });
    await app.listen(0, '127.0.0.1');
    const server: Server = app.getHttpServer();
    const { port } = server.address() as AddressInfo;
    const stage = new AfterCallStage(app, folder, `http://127.0.0.1:${port}`);
    return stage;
  }

  async close(): Promise<void> {
    await this.app.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  get<Part>(part: abstract new (...args: never[]) => Part): Part {
    return this.app.get<Part>(part, { strict: false });
  }

  async sql<Row>(query: string, parameters: unknown[] = []): Promise<Row[]> {
    return this.get(DataSource).query(query, parameters);
  }

  /** The request as the guard would let it through. */
  async request(
    actor: Actor,
    path: string,
    init: RequestInit = {},
  ): globalThis.Promise<globalThis.Response> {
    this.actor = actor;
    return fetch(`${this.address}/api${path}`, init);
  }

  async team(timeZone = 'UTC'): Promise<Team> {
    const [organization] = await this.sql<{ id: string }>(
      `INSERT INTO organizations (name, time_zone) VALUES ('Test', $1) RETURNING id`,
      [timeZone],
    );
    const organizationId = organization?.id ?? '';
    const member = async (role: Role, name: string): Promise<Actor> => {
      const [row] = await this.sql<{ id: string }>(
        `INSERT INTO members (organization_id, email, name, role)
         VALUES ($1, $2, $3, $4) RETURNING id`,
        [organizationId, `${randomUUID()}@example.com`, name, role],
      );
      return { organizationId, memberId: row?.id ?? '', role, via: 'session' };
    };
    return {
      admin: await member('admin', 'Ann'),
      coach: await member('coach', 'Cem'),
      trainee: await member('trainee', '=Tess'),
      otherTrainee: await member('trainee', 'Tom'),
    };
  }

  /** A call that has ended, with its work not begun. */
  async endedCall(actor: Actor, call: EndedCall = {}): Promise<string> {
    const persona = await this.get(PersonasService).create(actor, testPersona);
    const calls = this.get(CallsService);
    const id = randomUUID();
    await calls.begin(actor.organizationId, {
      id,
      memberId: actor.memberId,
      personaId: persona.id,
      personaVersion: persona.version,
      personaName: persona.name,
      personaTitle: persona.title,
      mode: persona.mode,
      channel: 'browser',
      engine: 'pipeline',
      brief: null,
      sample: false,
      startedAt: call.startedAt ?? new Date(),
    });
    await calls.appendEvents(actor.organizationId, id, call.events ?? logOf(call));
    await calls.finish(actor.organizationId, id, 'trainee_hung_up');
    return id;
  }
}

export type EndedCall = {
  startedAt?: Date;
  /** Alternating, the persona first. */
  lines?: readonly string[];
  usage?: readonly { provider: string; model: string; quantities: UsageQuantity[] }[];
  /** Its whole log, in place of one that is made of lines and usage. */
  events?: readonly VoiceEvent[];
};

const storeVariables = (s3: S3Options) => ({
  S3_ENDPOINT: s3.endpoint,
  S3_REGION: s3.region,
  S3_BUCKET: s3.bucket,
  S3_ACCESS_KEY_ID: s3.accessKeyId,
  S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
});

const MS_PER_WORD = 400;

const logOf = ({ lines = [], usage = [] }: EndedCall): VoiceEvent[] => {
  const log: VoiceEvent[] = [];
  let atMs = 0;
  const add = (body: VoiceEventBody) => log.push({ seq: log.length, atMs, ...body });
  add({ type: 'session.started', engine: 'pipeline', outputSampleRate: 24_000 });
  lines.forEach((text, index) => {
    const [turnId, startMs] = [`turn-${index}`, atMs];
    atMs += text.split(' ').length * MS_PER_WORD;
    if (index % 2 === 0) {
      const said = { generatedText: text, heardText: text, estimated: false, interrupted: false };
      add({ type: 'turn.spoken', turnId, ...said, startMs, endMs: atMs });
    } else {
      add({ type: 'turn.committed', turnId, text, startMs, endMs: atMs, by: 'silence' });
    }
    atMs += 500;
  });
  for (const used of usage) add({ type: 'usage', purpose: 'reply', ...used });
  atMs = Math.max(atMs, 60_000);
  add({ type: 'session.ended', reason: 'trainee_hung_up' });
  return log;
};
