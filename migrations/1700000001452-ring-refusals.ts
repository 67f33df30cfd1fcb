import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a scheduled ring was not made: the stable code of what stood against it. */
export class RingRefusals1700000001452 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE phone_lines ADD COLUMN refusal text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE phone_lines DROP COLUMN refusal');
  }
}
