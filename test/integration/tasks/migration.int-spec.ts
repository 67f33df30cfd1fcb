import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations';
import { Tasks1700000001440 } from '../../../migrations/1700000001440-tasks';
import { createEmptyDatabase, type TestDatabase } from '../../support/test-database';

describe('The migration of tasks', () => {
  let database: TestDatabase;
  let source: DataSource;

  beforeAll(async () => {
    database = await createEmptyDatabase();
    const upToIt = migrations.slice(0, migrations.indexOf(Tasks1700000001440) + 1);
    source = new DataSource({ type: 'postgres', url: database.url, migrations: upToIt });
    await source.initialize();
    await source.runMigrations();
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

  it('goes down without a trace, and up again', async () => {
    const there = await tables();
    expect(there).toContain('tasks');
    await source.undoLastMigration();
    expect(await tables()).toEqual(there.filter((name) => name !== 'tasks'));
    await source.runMigrations();
    expect(await tables()).toEqual(there);
  });
});
