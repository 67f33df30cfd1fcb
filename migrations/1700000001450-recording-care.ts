import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How long recordings are kept, what proves that they are gone, and what became of each. */
export class RecordingCare1700000001450 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE recording_policies (
        organization_id uuid PRIMARY KEY REFERENCES organizations (id) ON DELETE CASCADE,
        retention text NOT NULL CHECK (retention IN ('default', 'days', 'forever')),
        retention_days integer CHECK (retention_days BETWEEN 1 AND 3650),
        allow_unrecorded boolean NOT NULL,
        CHECK ((retention = 'days') = (retention_days IS NOT NULL))
      )`);
    await runner.query(`
      CREATE TABLE deletion_receipts (
        organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        object_key text NOT NULL,
        call_id uuid,
        bytes bigint NOT NULL,
        sha256 text,
        reason text NOT NULL CHECK (reason IN ('retention', 'by_member', 'call_deleted', 'orphan')),
        member_id uuid REFERENCES members (id),
        requested_at timestamptz(3) NOT NULL,
        deleted_at timestamptz(3)
      )`);
    await runner.query(`
      CREATE INDEX deletion_receipts_by_time
      ON deletion_receipts (organization_id, deleted_at DESC, id DESC)`);
    await runner.query(`
      CREATE INDEX deletion_receipts_open ON deletion_receipts (requested_at)
      WHERE deleted_at IS NULL`);
    await runner.query(`
      CREATE INDEX deletion_receipts_by_call ON deletion_receipts (call_id)`);
    await runner.query(`
      ALTER TABLE recordings
        ADD COLUMN lost_at timestamptz(3),
        ADD COLUMN problem text,
        ADD COLUMN link_generation integer NOT NULL DEFAULT 0`);
    await runner.query('ALTER TABLE recordings ADD COLUMN levels bytea');
    await runner.query(`
      UPDATE recordings SET levels = decode(coalesce((
        SELECT string_agg(lpad(to_hex(round(least(1, greatest(0, peak::numeric)) * 255)::int), 2, '0'), ''
                          ORDER BY side, place)
        FROM (SELECT 1 AS side, place, peak
                FROM jsonb_array_elements_text(peaks -> 'trainee') WITH ORDINALITY AS t (peak, place)
              UNION ALL
              SELECT 2, place, peak
                FROM jsonb_array_elements_text(peaks -> 'persona') WITH ORDINALITY AS p (peak, place)
             ) AS both_sides), ''), 'hex')`);
    await runner.query('ALTER TABLE recordings ALTER COLUMN levels SET NOT NULL');
    await runner.query('ALTER TABLE recordings DROP COLUMN peaks');
    await runner.query('ALTER TABLE recordings RENAME COLUMN levels TO peaks');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE recordings RENAME COLUMN peaks TO levels');
    await runner.query('ALTER TABLE recordings ADD COLUMN peaks jsonb');
    await runner.query(`
      UPDATE recordings SET peaks = jsonb_build_object(
        'trainee', (SELECT coalesce(jsonb_agg(round(get_byte(levels, place) / 255.0, 3) ORDER BY place), '[]')
                    FROM generate_series(0, length(levels) / 2 - 1) AS place),
        'persona', (SELECT coalesce(jsonb_agg(round(get_byte(levels, place) / 255.0, 3) ORDER BY place), '[]')
                    FROM generate_series(length(levels) / 2, length(levels) - 1) AS place))`);
    await runner.query('ALTER TABLE recordings ALTER COLUMN peaks SET NOT NULL');
    await runner.query(`
      ALTER TABLE recordings DROP COLUMN levels, DROP COLUMN link_generation, DROP COLUMN problem,
        DROP COLUMN lost_at`);
    await runner.query('DROP TABLE deletion_receipts');
    await runner.query('DROP TABLE recording_policies');
  }
}
