import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the telephone company is still to be asked about, and which lines have been accounted. */
export class CarrierCharges1700000001422 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE carrier_charges (
        organization_id uuid NOT NULL,
        source_id text NOT NULL,
        resource text NOT NULL CHECK (resource IN ('call', 'message')),
        twilio_sid text NOT NULL,
        tries integer NOT NULL DEFAULT 0,
        next_at timestamptz(3),
        outcome text CHECK (outcome IN ('charged', 'currency', 'unknown')),
        created_at timestamptz(3) NOT NULL,
        PRIMARY KEY (organization_id, source_id),
        FOREIGN KEY (organization_id, source_id)
          REFERENCES usage_records (organization_id, source_id) ON DELETE CASCADE,
        CHECK ((outcome IS NULL) = (next_at IS NOT NULL))
      )`);
    await runner.query(`
      CREATE INDEX carrier_charges_due ON carrier_charges (next_at) WHERE next_at IS NOT NULL`);
    await runner.query('ALTER TABLE phone_lines ADD COLUMN accounted_at timestamptz(3)');
    // What ended before is past: nobody knows any more what it cost.
    await runner.query(`UPDATE phone_lines SET accounted_at = now() WHERE state = 'ended'`);
    await runner.query(`
      CREATE INDEX phone_lines_unaccounted ON phone_lines (ended_at)
      WHERE state = 'ended' AND accounted_at IS NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX phone_lines_unaccounted');
    await runner.query('ALTER TABLE phone_lines DROP COLUMN accounted_at');
    await runner.query('DROP TABLE carrier_charges');
  }
}
