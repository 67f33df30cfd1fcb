import { DataSource } from 'typeorm';
import { OrganizationsAndAuth1700000000100 } from '../../../migrations/1700000000100-organizations-and-auth';
import { createEmptyDatabase, type TestDatabase } from '../../support/test-database';

describe('The migration of organizations and sign-in', () => {
  let database: TestDatabase;
  let source: DataSource;
  beforeAll(async () => {
    database = await createEmptyDatabase();
    source = new DataSource({
      type: 'postgres',
      url: database.url,
      migrations: [OrganizationsAndAuth1700000000100],
    });
    await source.initialize();
  });
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  const tables = async () => {
    const rows = await source.query<{ name: string }[]>(
      `SELECT table_name AS name FROM information_schema.tables
       WHERE table_schema = 'public' ORDER BY table_name`,
    );
    return rows.map(({ name }) => name);
  };

  it('goes up, down without a trace, and up again', async () => {
    await source.runMigrations();
    const there = await tables();
    expect(there).toEqual(expect.arrayContaining(['organizations', 'members', 'invitations']));
    await source.undoLastMigration();
    expect(await tables()).toEqual(['migrations']);
    await source.runMigrations();
    expect(await tables()).toEqual(there);
  });

  it('begins every table of an organization with the organization', async () => {
    const rows = await source.query<{ name: string; first: string }[]>(
      `SELECT table_name AS name, column_name AS first FROM information_schema.columns
       WHERE table_schema = 'public' AND ordinal_position = 1
         AND table_name NOT IN ('organizations', 'migrations', 'attempt_counts')`,
    );
    expect(rows).toHaveLength(5);
    for (const { first } of rows) expect(first).toBe('organization_id');
  });
});
