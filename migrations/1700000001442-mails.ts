import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mails on their way out. Who gets what is sealed, and forgotten once it is sent. */
const UP = [
  `CREATE TABLE mails (
    organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    purpose text NOT NULL,
    state text NOT NULL CHECK (state IN ('queued', 'sent', 'failed')),
    sealed text,
    attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    error_code text,
    created_at timestamptz(3) NOT NULL,
    updated_at timestamptz(3) NOT NULL,
    expires_at timestamptz(3) NOT NULL,
    CHECK ((state = 'queued') = (sealed IS NOT NULL))
  )`,
  `CREATE INDEX mails_queued ON mails (updated_at) WHERE state = 'queued'`,
];

export class Mails1700000001442 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE mails');
  }
}
