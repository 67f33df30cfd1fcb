import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A stage that was not measured is null. The report reads a period of an organization. */
export class TurnLatencies1700000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE turn_latencies (
        organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
        call_id uuid NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
        turn_id text NOT NULL,
        answers text NOT NULL,
        occurred_at timestamptz(3) NOT NULL,
        speculated boolean NOT NULL,
        eot_delay_ms integer CHECK (eot_delay_ms >= 0),
        final_delay_ms integer CHECK (final_delay_ms >= 0),
        first_token_ms integer CHECK (first_token_ms >= 0),
        first_sentence_ms integer CHECK (first_sentence_ms >= 0),
        first_audio_ms integer CHECK (first_audio_ms >= 0),
        transport_ms integer CHECK (transport_ms >= 0),
        response_ms integer CHECK (response_ms >= 0),
        saved_ms integer CHECK (saved_ms >= 0),
        stt_provider text,
        stt_model text,
        llm_provider text,
        llm_model text,
        tts_provider text,
        tts_model text,
        realtime_provider text,
        realtime_model text,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (call_id, turn_id)
      )`);
    await runner.query(`
      CREATE INDEX turn_latencies_by_time ON turn_latencies (organization_id, occurred_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE turn_latencies');
  }
}
