import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who was told or asked what about recording, when and how; and whether sound was kept at all. */
export class KeptConsent1700000001451 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE calls DROP CONSTRAINT calls_recording_consent_check,
        ADD CONSTRAINT calls_recording_consent_check CHECK (recording_consent IN
          ('announced', 'given', 'refused', 'not_asked', 'off')),
        ADD COLUMN consent_by text CHECK (consent_by IN ('telephone', 'page')),
        ADD COLUMN consent_at timestamptz(3),
        ADD COLUMN spooled boolean NOT NULL DEFAULT false,
        ADD COLUMN recording_problem text,
        ADD COLUMN deleted_by uuid REFERENCES members (id)`);
    await runner.query(`
      UPDATE calls SET consent_by = 'telephone', consent_at = started_at
      WHERE recording_consent IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE calls DROP COLUMN deleted_by, DROP COLUMN recording_problem, DROP COLUMN spooled, DROP COLUMN consent_at,
        DROP COLUMN consent_by, DROP CONSTRAINT calls_recording_consent_check`);
    await runner.query(`
      UPDATE calls SET recording_consent = NULL WHERE recording_consent IN ('not_asked', 'off')`);
    await runner.query(`
      ALTER TABLE calls ADD CONSTRAINT calls_recording_consent_check CHECK (recording_consent IN
        ('announced', 'given', 'refused'))`);
  }
}
