import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A vendor's own figure stands beside the one by the price book, which is never altered. */
export class VendorCharges1700000001400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE usage_records
        ADD COLUMN charged_micro_usd bigint CHECK (charged_micro_usd >= 0)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE usage_records DROP COLUMN charged_micro_usd');
  }
}
