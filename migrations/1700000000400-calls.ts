import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Calls1700000000400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE calls (
        organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
        id uuid PRIMARY KEY,
        member_id uuid NOT NULL REFERENCES members (id),
        persona_id uuid NOT NULL,
        persona_version integer NOT NULL,
        persona_name text NOT NULL,
        persona_title text NOT NULL,
        mode text NOT NULL,
        channel text NOT NULL,
        engine text NOT NULL,
        state text NOT NULL CHECK (state IN ('active', 'processing', 'ready')),
        brief text,
        sample boolean NOT NULL DEFAULT false,
        started_at timestamptz(3) NOT NULL,
        last_seen_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3),
        duration_ms integer,
        end_reason text,
        score_total real,
        words tsvector NOT NULL DEFAULT ''::tsvector,
        deleted_at timestamptz(3),
        FOREIGN KEY (persona_id, persona_version) REFERENCES persona_versions (persona_id, version)
      )`);
    await runner.query(`
      CREATE INDEX calls_by_start ON calls (organization_id, started_at DESC, id DESC)
      WHERE deleted_at IS NULL`);
    await runner.query(`
      CREATE INDEX calls_by_member ON calls (organization_id, member_id, started_at DESC, id DESC)
      WHERE deleted_at IS NULL`);
    await runner.query(`
      CREATE INDEX calls_by_persona ON calls (organization_id, persona_id, started_at DESC, id DESC)
      WHERE deleted_at IS NULL`);
    await runner.query('CREATE INDEX calls_by_word ON calls USING gin (words)');
    await runner.query(`
      CREATE INDEX calls_unfinished ON calls (state, last_seen_at) WHERE state <> 'ready'`);
    await runner.query(`
      CREATE TABLE call_turns (
        organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
        call_id uuid NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
        position integer NOT NULL,
        id text NOT NULL,
        speaker text NOT NULL,
        text text NOT NULL,
        generated_text text,
        start_ms integer NOT NULL,
        end_ms integer NOT NULL,
        interrupted boolean NOT NULL,
        estimated boolean NOT NULL,
        PRIMARY KEY (call_id, position)
      )`);
    await runner.query(`
      CREATE TABLE call_events (
        organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
        call_id uuid NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
        first_seq integer NOT NULL,
        events jsonb NOT NULL,
        PRIMARY KEY (call_id, first_seq)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE call_events');
    await runner.query('DROP TABLE call_turns');
    await runner.query('DROP TABLE calls');
  }
}
