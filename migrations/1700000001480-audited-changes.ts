import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What something was called when it was changed, and what it was before and after. */
const UP = `ALTER TABLE audit_entries
  ADD COLUMN subject_name text,
  ADD COLUMN changes jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(changes) = 'array')`;

export class AuditedChanges1700000001480 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE audit_entries DROP COLUMN changes, DROP COLUMN subject_name');
  }
}
