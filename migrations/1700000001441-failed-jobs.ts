import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What failed for good, whatever the queues are kept in, until somebody has dealt with it. */
const UP = [
  `CREATE TABLE failed_jobs (
    organization_id uuid REFERENCES organizations (id) ON DELETE CASCADE,
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    queue text NOT NULL,
    job text NOT NULL,
    payload jsonb NOT NULL,
    job_id text NOT NULL,
    error_code text NOT NULL,
    message text NOT NULL,
    attempts integer NOT NULL CHECK (attempts > 0),
    times integer NOT NULL DEFAULT 1 CHECK (times > 0),
    first_failed_at timestamptz(3) NOT NULL,
    last_failed_at timestamptz(3) NOT NULL,
    state text NOT NULL CHECK (state IN ('open', 'retried', 'solved', 'dropped')),
    handled_by uuid REFERENCES members (id) ON DELETE SET NULL,
    handled_at timestamptz(3)
  )`,
  `CREATE UNIQUE INDEX failed_jobs_unsolved ON failed_jobs (job, payload)
   WHERE state IN ('open', 'retried')`,
  'CREATE INDEX failed_jobs_by_work ON failed_jobs (job, payload, last_failed_at)',
  'CREATE INDEX failed_jobs_by_time ON failed_jobs (organization_id, last_failed_at, id)',
];

export class FailedJobs1700000001441 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE failed_jobs');
  }
}
