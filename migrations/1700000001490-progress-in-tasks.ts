import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Exports and runs that fill in prices tell how far they are as every long work does. */
const UP = [
  `INSERT INTO tasks (organization_id, id, kind, state, input, done, total, error_code,
     error_detail, result_path, started_by, created_at, updated_at, finished_at)
   SELECT organization_id, id, 'export-calls',
     CASE state WHEN 'pending' THEN 'waiting' WHEN 'running' THEN 'running'
       WHEN 'failed' THEN 'failed' ELSE 'done' END,
     '{}', done, total,
     CASE state WHEN 'failed' THEN 'tasks.failed' END,
     CASE state WHEN 'failed'
       THEN 'It went wrong on our side, several times. Start it again later.' END,
     CASE WHEN state IN ('ready', 'expired') THEN '/api/reports/exports/' || id || '/file' END,
     member_id, created_at, touched_at,
     CASE WHEN state IN ('pending', 'running') THEN NULL
       WHEN state = 'expired' THEN greatest(created_at, expires_at - interval '7 days')
       ELSE touched_at END
   FROM report_exports`,
  `UPDATE report_exports SET bytes = NULL WHERE state <> 'ready'`,
  'DROP INDEX report_exports_open',
  'DROP INDEX report_exports_expiring',
  `ALTER TABLE report_exports DROP COLUMN state, DROP COLUMN done, DROP COLUMN total,
     DROP COLUMN touched_at, DROP COLUMN member_id, ALTER COLUMN id DROP DEFAULT,
     ADD COLUMN deleted_at timestamptz(3),
     ADD FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE CASCADE`,
  `CREATE INDEX report_exports_expiring ON report_exports (expires_at) WHERE bytes IS NOT NULL`,

  `DELETE FROM pricing_runs run WHERE NOT EXISTS (SELECT FROM members
     WHERE members.organization_id = run.organization_id AND members.id = run.started_by)`,
  `INSERT INTO tasks (organization_id, id, kind, state, input, once_key, done, total, failed,
     started_by, created_at, updated_at, finished_at)
   SELECT organization_id, id, 'price-unknown',
     CASE WHEN finished_at IS NULL THEN 'running' ELSE 'done' END, '{}', 'organization',
     looked_at, greatest(total, looked_at), greatest(0, looked_at - priced),
     started_by, created_at, coalesce(finished_at, created_at), finished_at
   FROM pricing_runs`,
  'DROP INDEX pricing_runs_one_at_a_time',
  `ALTER TABLE pricing_runs DROP COLUMN started_by, DROP COLUMN total, DROP COLUMN looked_at,
     DROP COLUMN created_at, DROP COLUMN finished_at,
     ADD FOREIGN KEY (id) REFERENCES tasks (id) ON DELETE CASCADE`,
];

/** What was stopped counts as failed: that was all there was to say. */
const DOWN = [
  `ALTER TABLE pricing_runs DROP CONSTRAINT pricing_runs_id_fkey,
     ADD COLUMN started_by uuid REFERENCES members (id) ON DELETE SET NULL,
     ADD COLUMN total integer CHECK (total >= 0),
     ADD COLUMN looked_at integer NOT NULL DEFAULT 0,
     ADD COLUMN created_at timestamptz(3),
     ADD COLUMN finished_at timestamptz(3)`,
  `UPDATE pricing_runs run SET started_by = task.started_by, total = coalesce(task.total, 0),
     looked_at = task.done, created_at = task.created_at, finished_at = task.finished_at
   FROM tasks task WHERE task.id = run.id`,
  `ALTER TABLE pricing_runs ALTER COLUMN total SET NOT NULL, ALTER COLUMN created_at SET NOT NULL`,
  `CREATE UNIQUE INDEX pricing_runs_one_at_a_time ON pricing_runs (organization_id)
   WHERE finished_at IS NULL`,

  'DROP INDEX report_exports_expiring',
  `DELETE FROM report_exports export WHERE deleted_at IS NOT NULL
     OR NOT EXISTS (SELECT FROM tasks WHERE tasks.id = export.id)`,
  `ALTER TABLE report_exports DROP CONSTRAINT report_exports_organization_id_fkey,
     DROP COLUMN deleted_at, ALTER COLUMN id SET DEFAULT gen_random_uuid(),
     ADD COLUMN member_id uuid,
     ADD COLUMN state text NOT NULL DEFAULT 'pending'
       CHECK (state IN ('pending', 'running', 'ready', 'failed', 'expired')),
     ADD COLUMN done integer NOT NULL DEFAULT 0,
     ADD COLUMN total integer,
     ADD COLUMN touched_at timestamptz(3),
     ADD FOREIGN KEY (organization_id, member_id)
       REFERENCES members (organization_id, id) ON DELETE CASCADE`,
  `UPDATE report_exports export SET member_id = task.started_by, done = task.done,
     total = task.total, touched_at = task.updated_at,
     state = CASE task.state WHEN 'waiting' THEN 'pending' WHEN 'running' THEN 'running'
       WHEN 'done' THEN CASE WHEN export.bytes IS NULL THEN 'expired' ELSE 'ready' END
       ELSE 'failed' END
   FROM tasks task WHERE task.id = export.id`,
  `ALTER TABLE report_exports ALTER COLUMN member_id SET NOT NULL,
     ALTER COLUMN touched_at SET NOT NULL`,
  `CREATE INDEX report_exports_open ON report_exports (touched_at)
   WHERE state IN ('pending', 'running')`,
  `CREATE INDEX report_exports_expiring ON report_exports (expires_at) WHERE state = 'ready'`,
  `DELETE FROM tasks WHERE kind IN ('export-calls', 'price-unknown')`,
];

export class ProgressInTasks1700000001490 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
