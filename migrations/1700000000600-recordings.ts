import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Recordings1700000000600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE recordings (
        organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
        call_id uuid PRIMARY KEY REFERENCES calls (id),
        object_key text,
        sha256 text,
        duration_ms integer NOT NULL,
        bytes integer NOT NULL,
        peaks jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CHECK ((object_key IS NULL) = (sha256 IS NULL))
      )`);
    await runner.query(`
      CREATE INDEX recordings_with_file ON recordings (created_at) WHERE object_key IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE recordings');
  }
}
