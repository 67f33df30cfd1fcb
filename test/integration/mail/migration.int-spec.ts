import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations';
import { Mails1700000001442 } from '../../../migrations/1700000001442-mails';
import { createEmptyDatabase, type TestDatabase } from '../../support/test-database';

describe('The migration of mails', () => {
  let database: TestDatabase;
  let source: DataSource;

  beforeAll(async () => {
    database = await createEmptyDatabase();
    const upToIt = migrations.slice(0, migrations.indexOf(Mails1700000001442) + 1);
    source = new DataSource({ type: 'postgres', url: database.url, migrations: upToIt });
    await source.initialize();
    await source.runMigrations();
  });
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  const isThere = async () => {
    const rows = await source.query<{ there: boolean }[]>(
      `SELECT to_regclass('mails') IS NOT NULL AS there`,
    );
    return rows[0]?.there;
  };

  it('goes down without a trace, and up again', async () => {
    expect(await isThere()).toBe(true);
    await source.undoLastMigration();
    expect(await isThere()).toBe(false);
    await source.runMigrations();
    expect(await isThere()).toBe(true);
  });
});
