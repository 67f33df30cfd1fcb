import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Long work somebody waits for: how far it is, and how it ended. */
const UP = [
  `CREATE TABLE tasks (
    organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    kind text NOT NULL,
    state text NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
    input jsonb NOT NULL,
    once_key text,
    done integer NOT NULL DEFAULT 0 CHECK (done >= 0),
    total integer CHECK (total >= 0),
    failed integer NOT NULL DEFAULT 0 CHECK (failed >= 0),
    error_code text,
    error_detail text,
    result_path text,
    started_by uuid NOT NULL,
    created_at timestamptz(3) NOT NULL,
    updated_at timestamptz(3) NOT NULL,
    finished_at timestamptz(3),
    FOREIGN KEY (organization_id, started_by) REFERENCES members (organization_id, id),
    CHECK ((state IN ('waiting', 'running')) = (finished_at IS NULL)),
    CHECK ((state = 'failed') = (error_code IS NOT NULL))
  )`,
  `CREATE UNIQUE INDEX tasks_open_once ON tasks (organization_id, kind, once_key)
   WHERE state IN ('waiting', 'running')`,
  `CREATE INDEX tasks_open ON tasks (updated_at) WHERE state IN ('waiting', 'running')`,
  'CREATE INDEX tasks_by_creation ON tasks (organization_id, created_at, id)',
];

export class Tasks1700000001440 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE tasks');
  }
}
