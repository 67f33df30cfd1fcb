import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Of a connection nobody answered nothing is in the ledger, unless the carrier says that it charged for
 * it: what a line would say then waits with the question.
 */
export class UnansweredLines1700000001481 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE carrier_charges
        DROP CONSTRAINT carrier_charges_organization_id_source_id_fkey,
        ADD CONSTRAINT carrier_charges_organization
          FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE CASCADE,
        ADD COLUMN unanswered_model text,
        ADD COLUMN unanswered_at timestamptz(3),
        ADD CHECK ((unanswered_model IS NULL) = (unanswered_at IS NULL))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM carrier_charges charge WHERE NOT EXISTS (
        SELECT FROM usage_records line WHERE line.organization_id = charge.organization_id
          AND line.source_id = charge.source_id)`);
    await runner.query(`
      ALTER TABLE carrier_charges
        DROP COLUMN unanswered_model,
        DROP COLUMN unanswered_at,
        DROP CONSTRAINT carrier_charges_organization,
        ADD FOREIGN KEY (organization_id, source_id)
          REFERENCES usage_records (organization_id, source_id) ON DELETE CASCADE`);
  }
}
