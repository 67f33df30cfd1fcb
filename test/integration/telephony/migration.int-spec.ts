import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations';
import { Telephony1700000001200 } from '../../../migrations/1700000001200-telephony';
import { createEmptyDatabase, type TestDatabase } from '../../support/test-database';

describe('The migration of telephony', () => {
  let database: TestDatabase;
  let source: DataSource;

  beforeAll(async () => {
    database = await createEmptyDatabase();
    const upToIt = migrations.slice(0, migrations.indexOf(Telephony1700000001200) + 1);
    source = new DataSource({ type: 'postgres', url: database.url, migrations: upToIt });
    await source.initialize();
    await source.runMigrations();
  });
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  it('goes back with guests there, who are then removed members, and up again', async () => {
    const [organization] = await source.query<{ id: string }[]>(
      `INSERT INTO organizations (name) VALUES ('Ours') RETURNING id`,
    );
    await source.query(
      `INSERT INTO members (organization_id, name, role, guest)
       VALUES ($1, 'Caller ··· 1234', 'trainee', true)`,
      [organization?.id],
    );
    await source.undoLastMigration();
    const left: unknown = await source.query(
      'SELECT name, deleted_at IS NOT NULL AS removed FROM members',
    );
    expect(left).toEqual([{ name: 'Caller ··· 1234', removed: true }]);
    await source.runMigrations();
    const there: unknown = await source.query('SELECT guest FROM members');
    expect(there).toEqual([{ guest: false }]);
  });

  it('begins every table with the organization', async () => {
    const rows = await source.query<{ first: string }[]>(
      `SELECT column_name AS first FROM information_schema.columns
       WHERE table_schema = 'public' AND ordinal_position = 1
         AND table_name IN ('phone_numbers', 'caller_merges', 'sms_messages', 'audit_entries')`,
    );
    expect(rows.map(({ first }) => first)).toEqual(Array(4).fill('organization_id'));
  });
});
