import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations';
import { FailedJobs1700000001441 } from '../../../migrations/1700000001441-failed-jobs';
import { createEmptyDatabase, type TestDatabase } from '../../support/test-database';

describe('The migration of failed jobs', () => {
  let database: TestDatabase;
  let source: DataSource;

  beforeAll(async () => {
    database = await createEmptyDatabase();
    const upToIt = migrations.slice(0, migrations.indexOf(FailedJobs1700000001441) + 1);
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
      `SELECT to_regclass('failed_jobs') IS NOT NULL AS there`,
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
