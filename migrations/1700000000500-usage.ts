import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Usage1700000000500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE prices (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        provider text NOT NULL,
        model text NOT NULL,
        unit text NOT NULL,
        amount_micro_usd bigint NOT NULL CHECK (amount_micro_usd >= 0),
        per_quantity bigint NOT NULL CHECK (per_quantity > 0),
        valid_from timestamptz,
        valid_to timestamptz,
        source text NOT NULL,
        CHECK (valid_to > valid_from)
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX prices_one_at_a_time
      ON prices (provider, model, unit, COALESCE(valid_from, '-infinity'))`);
    await runner.query(`
      CREATE TABLE usage_records (
        organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
        source_id text NOT NULL,
        call_id uuid REFERENCES calls (id) ON DELETE SET NULL,
        component text NOT NULL,
        provider text NOT NULL,
        model text NOT NULL,
        unit text NOT NULL,
        quantity bigint NOT NULL CHECK (quantity > 0),
        price_id uuid REFERENCES prices (id),
        cost_micro_usd bigint CHECK (cost_micro_usd >= 0),
        estimated boolean NOT NULL,
        purpose text NOT NULL,
        occurred_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (organization_id, source_id),
        CHECK ((price_id IS NULL) = (cost_micro_usd IS NULL))
      )`);
    await runner.query(
      'CREATE INDEX usage_records_by_call ON usage_records (organization_id, call_id)',
    );
    await runner.query(`
      CREATE INDEX usage_records_by_time ON usage_records (organization_id, occurred_at)`);
    await runner.query(`
      CREATE TABLE call_accounts (
        organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
        call_id uuid PRIMARY KEY REFERENCES calls (id) ON DELETE CASCADE,
        accounted_at timestamptz NOT NULL DEFAULT now()
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE call_accounts');
    await runner.query('DROP TABLE usage_records');
    await runner.query('DROP TABLE prices');
  }
}
