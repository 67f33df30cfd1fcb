import type { MigrationInterface, QueryRunner } from 'typeorm';

const SUMMED = [
  'duration_ms',
  'tokens',
  'characters',
  'cost_micro_usd',
  'recognition_micro_usd',
  'language_model_micro_usd',
  'speech_micro_usd',
  'carrier_micro_usd',
  'messages_micro_usd',
  'storage_micro_usd',
  'scoring_micro_usd',
  'speculation_micro_usd',
  'turns',
  'interruptions',
  'answers',
  'speculations_used',
  'speculations_discarded',
];

/**
 * A `*` means calls of all channels and engines together; the key begins with what a question names.
 * The rebuild also writes such rows, of all calls together, into the days of the ledger.
 */
export class MemberMonths1700000001461 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE member_months (
        organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
        day date NOT NULL,
        member_id uuid NOT NULL,
        mode text NOT NULL,
        channel text NOT NULL,
        engine text NOT NULL,
        calls integer NOT NULL,
        practised_ms bigint NOT NULL,
        ${SUMMED.map((name) => `${name} bigint NOT NULL`).join(',\n        ')},
        unpriced boolean NOT NULL,
        failed integer NOT NULL,
        samples integer NOT NULL,
        PRIMARY KEY (organization_id, channel, engine, day, member_id, mode)
      )`);
    await runner.query(
      'CREATE INDEX member_months_by_member ON member_months (organization_id, member_id, day)',
    );
    await runner.query(`
      INSERT INTO fact_rebuilds (organization_id, reason)
      SELECT DISTINCT organization_id, 'more_figures' FROM usage_days
      ON CONFLICT (organization_id) DO UPDATE SET reason = excluded.reason, requested_at = now(),
        reached = NULL, done = 0, total = NULL, finished_at = NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE member_months');
    await runner.query(`DELETE FROM usage_days WHERE mode = '*'`);
  }
}
