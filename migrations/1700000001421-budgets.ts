import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The month's sum is kept beside the ledger, because every call asks for it before it begins. It
 * names the time zone its months were cut in, so that a change of the zone is noticed.
 */
export class Budgets1700000001421 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE usage_months (
        organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
        month date NOT NULL CHECK (extract(day FROM month) = 1),
        time_zone text NOT NULL,
        cost_micro_usd bigint NOT NULL DEFAULT 0 CHECK (cost_micro_usd >= 0),
        unpriced integer NOT NULL DEFAULT 0 CHECK (unpriced >= 0),
        PRIMARY KEY (organization_id, month)
      )`);
    await runner.query(`
      INSERT INTO usage_months (organization_id, month, time_zone, cost_micro_usd, unpriced)
      SELECT organizations.id,
        date_trunc('month', occurred_at AT TIME ZONE organizations.time_zone)::date,
        organizations.time_zone,
        coalesce(sum(coalesce(charged_micro_usd, cost_micro_usd)), 0),
        count(*) FILTER (WHERE coalesce(charged_micro_usd, cost_micro_usd) IS NULL)
      FROM usage_records JOIN organizations ON organizations.id = usage_records.organization_id
      GROUP BY 1, 2, 3`);
    await runner.query(`
      CREATE TABLE budgets (
        organization_id uuid PRIMARY KEY REFERENCES organizations (id) ON DELETE CASCADE,
        amount_micro_usd bigint NOT NULL CHECK (amount_micro_usd > 0),
        alert_percents integer[] NOT NULL,
        hard_stop boolean NOT NULL,
        mail_to uuid[] NOT NULL DEFAULT '{}',
        lifted_month date,
        updated_by uuid REFERENCES members (id) ON DELETE SET NULL,
        updated_at timestamptz(3) NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE budget_alerts (
        organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
        month date NOT NULL,
        percent integer NOT NULL CHECK (percent > 0),
        spent_micro_usd bigint NOT NULL,
        budget_micro_usd bigint NOT NULL,
        at timestamptz(3) NOT NULL,
        mailed_at timestamptz(3),
        PRIMARY KEY (organization_id, month, percent)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE budget_alerts');
    await runner.query('DROP TABLE budgets');
    await runner.query('DROP TABLE usage_months');
  }
}
