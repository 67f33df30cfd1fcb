import { Queue } from 'bullmq';
import { existsSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { JOBS, type JobName, QUEUE_NAMES } from '../../../../apps/api/src/platform/queue/jobs';
import {
  openPostgresStore,
  openRedisStore,
  type QueueStore,
} from '../../../../apps/api/src/platform/queue/queue-store';

const QUIET_WITHIN_MS = 120_000;
const SWEEP_EVERY_MS = 4_000;
const SWEEPS = Object.keys(JOBS).filter((name) => 'schedule' in JOBS[name as JobName]);

/** As if ten minutes had passed since: what nobody holds any more is swept then, not sooner. */
const AGEING = [
  `UPDATE calls SET last_seen_at = last_seen_at - interval '10 minutes' WHERE state <> 'ready'`,
  `UPDATE minute_reservations SET reserved_at = reserved_at - interval '10 minutes'
   WHERE charged_ms IS NULL`,
  `UPDATE phone_lines SET created_at = created_at - interval '10 minutes',
     connected_at = connected_at - interval '10 minutes' WHERE state <> 'ended'`,
  `UPDATE calls SET ended_at = ended_at - interval '10 minutes' WHERE id IN
     (SELECT call_id FROM phone_lines WHERE state <> 'ended')`,
  `UPDATE sms_messages SET created_at = created_at - interval '10 minutes' WHERE state = 'queued'`,
  `UPDATE mails SET updated_at = updated_at - interval '30 minutes' WHERE state = 'queued'`,
  `UPDATE tasks SET updated_at = updated_at - interval '10 minutes' WHERE finished_at IS NULL`,
];

const UNFINISHED = `
  SELECT 'call ' || id || ' is ' || state AS what FROM calls
    WHERE state <> 'ready' AND deleted_at IS NULL
  UNION ALL SELECT 'minutes of ' || call_id FROM minute_reservations WHERE charged_ms IS NULL
  UNION ALL SELECT 'line ' || id || ' is ' || state FROM phone_lines WHERE state <> 'ended'
  UNION ALL SELECT 'sms ' || id FROM sms_messages WHERE state = 'queued'
  UNION ALL SELECT 'mail ' || id FROM mails WHERE state = 'queued'
  UNION ALL SELECT 'task ' || id FROM tasks WHERE finished_at IS NULL`;

/** Waits until everything that was begun is over, and helps time along. */
export class Quiet {
  private readonly store: QueueStore;
  private readonly queues: Queue[];

  constructor(
    private readonly database: Client,
    addresses: { databaseUrl: string; redisUrl: string | undefined },
    private readonly dataDir: string,
  ) {
    const ignore = () => undefined;
    this.store =
      addresses.redisUrl === undefined
        ? openPostgresStore(addresses.databaseUrl, ignore)
        : openRedisStore(addresses.redisUrl, ignore);
    this.queues = QUEUE_NAMES.map((name) => new Queue(name, { connection: this.store.connection }));
    for (const queue of this.queues) queue.on('error', ignore);
  }

  async close(): Promise<void> {
    await Promise.all(this.queues.map((queue) => queue.close()));
    await this.store.end();
  }

  /** What is still not over when there was time enough for everything; empty: all is. */
  async untilQuiet(): Promise<string[]> {
    const until = Date.now() + QUIET_WITHIN_MS;
    for (;;) {
      await this.age();
      await this.sweep();
      await pause(SWEEP_EVERY_MS);
      const left = await this.unfinished();
      if (left.length === 0 || Date.now() > until) return left;
    }
  }

  private async age(): Promise<void> {
    for (const statement of AGEING) await this.database.query(statement);
    const before = new Date(Date.now() - 3_600_000);
    for (const kind of ['spool', 'mixing', 'exporting']) {
      const folder = join(this.dataDir, kind);
      for (const name of existsSync(folder) ? readdirSync(folder) : []) {
        if (existsSync(join(folder, name))) utimesSync(join(folder, name), before, before);
      }
    }
  }

  private async sweep(): Promise<void> {
    for (const name of SWEEPS) {
      const queue = this.queues.find((one) => one.name === JOBS[name as JobName].queue);
      await queue?.add(name, {}, { attempts: 1, removeOnComplete: true });
    }
  }

  private async unfinished(): Promise<string[]> {
    const { rows } = await this.database.query<{ what: string }>(UNFINISHED);
    const jobs = await Promise.all(
      this.queues.map(async (queue) =>
        (await queue.getJobs(['active', 'waiting', 'waiting-children', 'delayed', 'prioritized']))
          .filter((job) => job !== undefined && !SWEEPS.includes(job.name))
          .map(({ name, id }) => `job ${name} ${id}`),
      ),
    );
    return [...rows.map(({ what }) => what), ...jobs.flat()];
  }
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
