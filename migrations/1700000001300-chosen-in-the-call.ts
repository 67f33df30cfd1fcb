import type { MigrationInterface, QueryRunner } from 'typeorm';

const CHOICE = ['persona_id', 'persona_version', 'persona_name', 'persona_title', 'mode'];

/** A call in which the greeter asks what to practise has no persona before it was chosen. */
export class ChosenInTheCall1700000001300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const column of CHOICE) {
      await runner.query(`ALTER TABLE calls ALTER COLUMN ${column} DROP NOT NULL`);
    }
    await runner.query(
      `ALTER TABLE calls ADD CONSTRAINT calls_chosen_whole
       CHECK (num_nonnulls(${CHOICE.join(', ')}) IN (0, ${CHOICE.length}))`,
    );
    await runner.query(
      `ALTER TABLE calls ADD COLUMN recording_consent text
       CHECK (recording_consent IN ('announced', 'given', 'refused'))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM calls WHERE persona_id IS NULL');
    await runner.query('ALTER TABLE calls DROP COLUMN recording_consent');
    await runner.query('ALTER TABLE calls DROP CONSTRAINT calls_chosen_whole');
    for (const column of CHOICE) {
      await runner.query(`ALTER TABLE calls ALTER COLUMN ${column} SET NOT NULL`);
    }
  }
}
