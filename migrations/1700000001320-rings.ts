import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lines that we ring: what for, when, and only one at a time for everybody. */
export class Rings1700000001320 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE phone_lines
        ADD COLUMN mode text CHECK (mode IN ('cold_call', 'interview', 'small_talk')),
        ADD COLUMN brief text,
        ADD COLUMN due_from timestamptz(3),
        ADD COLUMN due_to timestamptz(3)`);
    await runner.query(`
      CREATE UNIQUE INDEX phone_lines_one_ring ON phone_lines (organization_id, member_id)
      WHERE direction = 'outbound' AND state IN ('ringing', 'connected')`);
    await runner.query(`
      CREATE INDEX phone_lines_due ON phone_lines (due_at) WHERE state = 'scheduled'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX phone_lines_due');
    await runner.query('DROP INDEX phone_lines_one_ring');
    await runner.query(`
      ALTER TABLE phone_lines DROP COLUMN mode, DROP COLUMN brief, DROP COLUMN due_from,
        DROP COLUMN due_to`);
  }
}
