import type { MigrationInterface, QueryRunner } from 'typeorm';

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** `deepgram.com/pricing, 1 August 2026`, and where only the month is known its first day. */
const DATE_IN_SOURCE = `coalesce(
  to_date(substring(source from '\\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) 20\\d\\d'), 'FMDD FMMonth YYYY'),
  to_date(substring(source from '(?:January|February|March|April|May|June|July|August|September|October|November|December) 20\\d\\d'), 'FMMonth YYYY'),
  DATE '2026-11-21')`;

/**
 * An organization's own prices go before those that come with the service. Two prices of one thing
 * never hold at the same moment, whoever writes them at the same time.
 */
export class OwnPrices1700000001420 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE EXTENSION IF NOT EXISTS btree_gist');
    await runner.query(`
      ALTER TABLE prices
        ADD COLUMN organization_id uuid REFERENCES organizations (id) ON DELETE CASCADE,
        ADD COLUMN source_date date,
        ADD COLUMN created_by uuid REFERENCES members (id) ON DELETE SET NULL,
        ADD COLUMN created_at timestamptz(3) NOT NULL DEFAULT now()`);
    await runner.query(`UPDATE prices SET source_date = ${DATE_IN_SOURCE}`);
    await runner.query('DROP INDEX prices_one_at_a_time');
    await runner.query(`
      ALTER TABLE prices ADD CONSTRAINT prices_never_overlap EXCLUDE USING gist (
        coalesce(organization_id, '${NOBODY}'::uuid) WITH =, provider WITH =, model WITH =,
        unit WITH =, tstzrange(valid_from, valid_to) WITH &&)`);
    await runner.query(`
      INSERT INTO prices (provider, model, unit, amount_micro_usd, per_quantity, source, source_date)
      VALUES ('local', 'recordings', 'megabyte_day', 0, 1, 'on the operator''s own disk', '2026-11-21')`);
    await runner.query('CREATE INDEX usage_records_by_price ON usage_records (price_id)');
    await runner.query(`
      CREATE INDEX usage_records_unpriced ON usage_records (organization_id, occurred_at, source_id)
      WHERE cost_micro_usd IS NULL AND charged_micro_usd IS NULL`);
    await runner.query(`
      ALTER TABLE usage_records
        ADD COLUMN speculation text CHECK (speculation IN ('used', 'discarded')),
        ADD COLUMN charge_note text`);
    await runner.query(`UPDATE usage_records SET purpose = 'scoring' WHERE purpose = 'score'`);
    await runner.query(`
      CREATE TABLE pricing_runs (
        organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
        id uuid PRIMARY KEY,
        started_by uuid REFERENCES members (id) ON DELETE SET NULL,
        total integer NOT NULL CHECK (total >= 0),
        looked_at integer NOT NULL DEFAULT 0,
        priced integer NOT NULL DEFAULT 0,
        after_at timestamptz,
        after_source text,
        created_at timestamptz(3) NOT NULL,
        finished_at timestamptz(3)
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX pricing_runs_one_at_a_time ON pricing_runs (organization_id)
      WHERE finished_at IS NULL`);
  }

  /** What own prices said is forgotten with them: those records are unpriced again. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE pricing_runs');
    await runner.query(`UPDATE usage_records SET purpose = 'score' WHERE purpose = 'scoring'`);
    await runner.query(
      'ALTER TABLE usage_records DROP COLUMN speculation, DROP COLUMN charge_note',
    );
    await runner.query('DROP INDEX usage_records_unpriced');
    await runner.query(`
      UPDATE usage_records SET price_id = NULL, cost_micro_usd = NULL
      WHERE price_id IN (SELECT id FROM prices
        WHERE organization_id IS NOT NULL OR (provider = 'local' AND unit = 'megabyte_day'))`);
    await runner.query('DROP INDEX usage_records_by_price');
    await runner.query(`
      DELETE FROM prices
      WHERE organization_id IS NOT NULL OR (provider = 'local' AND unit = 'megabyte_day')`);
    await runner.query('ALTER TABLE prices DROP CONSTRAINT prices_never_overlap');
    await runner.query(`
      ALTER TABLE prices DROP COLUMN organization_id, DROP COLUMN source_date,
        DROP COLUMN created_by, DROP COLUMN created_at`);
    await runner.query(`
      CREATE UNIQUE INDEX prices_one_at_a_time
      ON prices (provider, model, unit, COALESCE(valid_from, '-infinity'))`);
  }
}
