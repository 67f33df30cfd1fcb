import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations';
import { PersonaVoices1700000000900 } from '../../../migrations/1700000000900-persona-voices';
import { createEmptyDatabase, type TestDatabase } from '../../support/test-database';

const ORGANIZATION = '00000000-0000-4000-8000-000000000001';

describe('The migration of persona voices', () => {
  let database: TestDatabase;
  let source: DataSource;
  beforeAll(async () => {
    database = await createEmptyDatabase();
    const before = migrations.slice(
      0,
      migrations.findIndex((migration) => migration === PersonaVoices1700000000900),
    );
    source = new DataSource({ type: 'postgres', url: database.url, migrations: before });
    await source.initialize();
    await source.runMigrations();
    await source.query(`INSERT INTO organizations (id, name) VALUES ($1, 'Acme')`, [ORGANIZATION]);
    for (const [index, [key, voice]] of PERSONAS.entries()) await add(index, key, voice);
  });
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  const PERSONAS: [string | null, string][] = [
    ['sarah', 'ash'],
    ['lisa', 'coral'],
    ['david', 'sage'],
    [null, 'ash'],
  ];

  async function add(index: number, key: string | null, voice: string): Promise<void> {
    const id = `00000000-0000-4000-8000-00000000010${index}`;
    const definition = { name: 'Somebody', voice };
    await source.query(
      `INSERT INTO personas (organization_id, id, built_in_key, version, name, mode, definition)
       VALUES ($1, $2, $3, 1, 'Somebody', 'cold_call', $4)`,
      [ORGANIZATION, id, key, definition],
    );
    await source.query(
      `INSERT INTO persona_versions (organization_id, persona_id, version, definition)
       VALUES ($1, $2, 1, $3)`,
      [ORGANIZATION, id, definition],
    );
  }

  const voices = async (table: string, key: string) => {
    const rows = await source.query<{ definition: { name: string; voice: string } }[]>(
      `SELECT definition FROM ${table} ORDER BY ${key}`,
    );
    return rows.map(({ definition }) => `${definition.name}: ${definition.voice}`);
  };

  it('renames the voices that built-in personas came with, and no other, and can be undone', async () => {
    const all = async () => [
      await voices('personas', 'id'),
      await voices('persona_versions', 'persona_id'),
    ];
    const before = await all();
    const runner = source.createQueryRunner();
    const migration = new PersonaVoices1700000000900();
    await migration.up(runner);
    const expected = ['Somebody: sage', 'Somebody: coral', 'Somebody: ash', 'Somebody: ash'];
    expect(await all()).toEqual([expected, expected]);
    await migration.down(runner);
    expect(await all()).toEqual(before);
    await runner.release();
  });
});
