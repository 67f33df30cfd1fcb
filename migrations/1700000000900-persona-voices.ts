import type { MigrationInterface, QueryRunner } from 'typeorm';

type Swap = { keys: string[]; from: string; to: string };

/** `ash` became a man's voice with every vendor, and `sage` a woman's. */
const SWAPS: readonly Swap[] = [
  { keys: ['sarah', 'lisa'], from: 'ash', to: 'sage' },
  { keys: ['david'], from: 'sage', to: 'ash' },
];

/** Built-in personas that still have the voice they came with keep its sound under its new name. */
export class PersonaVoices1700000000900 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const swap of SWAPS) await rename(runner, swap);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { keys, from, to } of SWAPS) await rename(runner, { keys, from: to, to: from });
  }
}

async function rename(runner: QueryRunner, { keys, from, to }: Swap): Promise<void> {
  await runner.query(
    `UPDATE personas SET definition = jsonb_set(definition, '{voice}', to_jsonb($3::text))
     WHERE built_in_key = ANY($1) AND definition->>'voice' = $2`,
    [keys, from, to],
  );
  await runner.query(
    `UPDATE persona_versions SET definition = jsonb_set(definition, '{voice}', to_jsonb($3::text))
     WHERE definition->>'voice' = $2
       AND persona_id IN (SELECT id FROM personas WHERE built_in_key = ANY($1))`,
    [keys, from, to],
  );
}
