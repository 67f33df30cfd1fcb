import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose minutes a guest's were: the number's row is gone once a member has verified it. */
export class MergedCallerAccounts1700000001412 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE caller_merges ADD COLUMN caller_id uuid');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE caller_merges DROP COLUMN caller_id');
  }
}
