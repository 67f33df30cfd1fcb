import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was measured, summed up and judged of a call, each pinned to how it was made. */
export class Reviews1700000000700 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE call_metrics (
        organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
        call_id uuid PRIMARY KEY REFERENCES calls (id) ON DELETE CASCADE,
        version integer NOT NULL,
        data jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`
      CREATE TABLE call_summaries (
        organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
        call_id uuid PRIMARY KEY REFERENCES calls (id) ON DELETE CASCADE,
        method text NOT NULL CHECK (method IN ('rules', 'model')),
        model text,
        fallback text,
        data jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`
      CREATE TABLE call_scores (
        organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
        call_id uuid PRIMARY KEY REFERENCES calls (id) ON DELETE CASCADE,
        rubric_key text NOT NULL,
        rubric_version integer NOT NULL,
        method text NOT NULL CHECK (method IN ('rules', 'model')),
        model text,
        fallback text,
        total real CHECK (total BETWEEN 0 AND 100),
        data jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`
      CREATE INDEX call_scores_by_rubric
      ON call_scores (organization_id, rubric_key, rubric_version)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE call_scores');
    await runner.query('DROP TABLE call_summaries');
    await runner.query('DROP TABLE call_metrics');
  }
}
