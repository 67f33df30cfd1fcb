import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was forgotten stays as an empty row, so that a call that ran meanwhile does not bring it back. */
export class SpeakingPaces1700000001010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE speaking_paces (
        organization_id uuid NOT NULL,
        member_id uuid NOT NULL,
        pause_ms integer CHECK (pause_ms > 0),
        pauses integer NOT NULL CHECK (pauses >= 0),
        updated_at timestamptz(3) NOT NULL DEFAULT now(),
        forgotten_at timestamptz(3),
        PRIMARY KEY (organization_id, member_id),
        FOREIGN KEY (organization_id, member_id)
          REFERENCES members (organization_id, id) ON DELETE CASCADE,
        CHECK ((pause_ms IS NULL) = (pauses = 0))
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE speaking_paces');
  }
}
