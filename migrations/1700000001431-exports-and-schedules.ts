import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  `CREATE TABLE report_exports (
    organization_id uuid NOT NULL,
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    member_id uuid NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    filters jsonb NOT NULL,
    state text NOT NULL DEFAULT 'pending'
      CHECK (state IN ('pending', 'running', 'ready', 'failed', 'expired')),
    done integer NOT NULL DEFAULT 0,
    total integer,
    bytes bigint,
    created_at timestamptz(3) NOT NULL,
    touched_at timestamptz(3) NOT NULL,
    expires_at timestamptz(3),
    FOREIGN KEY (organization_id, member_id)
      REFERENCES members (organization_id, id) ON DELETE CASCADE
  )`,
  `CREATE TABLE report_schedules (
    organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name text NOT NULL,
    report text NOT NULL CHECK (report IN ('usage', 'cost', 'progress', 'quality')),
    group_by text NOT NULL,
    filters jsonb NOT NULL,
    rhythm text NOT NULL CHECK (rhythm IN ('weekly', 'monthly')),
    on_day smallint NOT NULL CHECK (on_day BETWEEN 1 AND 28),
    at_hour smallint NOT NULL CHECK (at_hour BETWEEN 0 AND 23),
    paused boolean NOT NULL DEFAULT false,
    time_zone text NOT NULL,
    due_at timestamptz(3) NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    UNIQUE (organization_id, id),
    CHECK (rhythm <> 'weekly' OR on_day <= 7)
  )`,
  `CREATE TABLE report_recipients (
    organization_id uuid NOT NULL,
    schedule_id uuid NOT NULL,
    member_id uuid NOT NULL,
    PRIMARY KEY (schedule_id, member_id),
    FOREIGN KEY (organization_id, schedule_id)
      REFERENCES report_schedules (organization_id, id) ON DELETE CASCADE,
    FOREIGN KEY (organization_id, member_id)
      REFERENCES members (organization_id, id) ON DELETE CASCADE
  )`,
  `CREATE TABLE report_mailings (
    organization_id uuid NOT NULL,
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    schedule_id uuid NOT NULL,
    member_id uuid NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    occasion text NOT NULL,
    state text NOT NULL DEFAULT 'pending'
      CHECK (state IN ('pending', 'sending', 'sent', 'failed', 'uncertain', 'not_allowed')),
    created_at timestamptz(3) NOT NULL,
    touched_at timestamptz(3) NOT NULL,
    UNIQUE (schedule_id, member_id, last_day, occasion),
    FOREIGN KEY (organization_id, schedule_id)
      REFERENCES report_schedules (organization_id, id) ON DELETE CASCADE,
    FOREIGN KEY (organization_id, member_id)
      REFERENCES members (organization_id, id) ON DELETE CASCADE
  )`,
  'CREATE INDEX report_exports_by_creation ON report_exports (organization_id, created_at DESC, id)',
  `CREATE INDEX report_exports_open ON report_exports (touched_at)
   WHERE state IN ('pending', 'running')`,
  `CREATE INDEX report_exports_expiring ON report_exports (expires_at) WHERE state = 'ready'`,
  'CREATE INDEX report_schedules_due ON report_schedules (due_at) WHERE NOT paused',
  'CREATE INDEX report_schedules_by_organization ON report_schedules (organization_id, created_at)',
  `CREATE INDEX report_mailings_open ON report_mailings (touched_at)
   WHERE state IN ('pending', 'sending')`,
];

/** `occasion` is `schedule`, or names who asked for it by hand and when: each is mailed once. */
export class ExportsAndSchedules1700000001431 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['mailings', 'recipients', 'schedules', 'exports']) {
      await runner.query(`DROP TABLE report_${table}`);
    }
  }
}
