import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A typed turn has no speaking time. Of the turns before, nobody noted it; they count as spoken. */
export class TypedTurns1700000000800 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE call_turns ADD COLUMN typed boolean NOT NULL DEFAULT false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE call_turns DROP COLUMN typed');
  }
}
