import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Waits of whoever answered together, which most reports ask for. The table's key has the provider behind
 * the day, and PostgreSQL may take reading the whole table for cheaper than that.
 */
const UP = `CREATE INDEX latency_spans_together ON latency_spans (organization_id, span, mode, persona, day)
  WHERE provider = '*'`;

export class WaitsOfAllTogether1700000001492 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX latency_spans_together');
  }
}
