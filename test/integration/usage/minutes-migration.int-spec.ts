import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations';
import { MergedCallerAccounts1700000001412 } from '../../../migrations/1700000001412-merged-caller-accounts';
import { Teams1700000001410 } from '../../../migrations/1700000001410-teams';
import { createEmptyDatabase, type TestDatabase } from '../../support/test-database';

const STEPS = 3;

describe('The migrations of teams and lots of minutes', () => {
  let database: TestDatabase;
  let source: DataSource;
  let organizationId: string;

  const runUpTo = async (last: (typeof migrations)[number], before = 0): Promise<DataSource> => {
    const some = migrations.slice(0, migrations.indexOf(last) + 1 - before);
    const made = new DataSource({ type: 'postgres', url: database.url, migrations: some });
    await made.initialize();
    await made.runMigrations();
    return made;
  };
  const rows = (table: string): Promise<Record<string, unknown>[]> =>
    source.query(`SELECT * FROM ${table}`);

  beforeAll(async () => {
    database = await createEmptyDatabase();
    const old = await runUpTo(Teams1700000001410, 1);
    const [organization] = await old.query<{ id: string }[]>(
      `INSERT INTO organizations (name) VALUES ('Ours') RETURNING id`,
    );
    organizationId = organization?.id ?? '';
    await old.query(
      `INSERT INTO minute_accounts (organization_id, owner, granted_ms, settled_ms, reserved_ms)
       VALUES ($1, 'organization', 600000, 200000, 100000)`,
      [organizationId],
    );
    await old.query(
      `INSERT INTO minute_reservations (organization_id, call_id, account_id, reserved_ms)
       SELECT organization_id, gen_random_uuid(), id, 100000 FROM minute_accounts`,
    );
    await old.destroy();
    source = await runUpTo(MergedCallerAccounts1700000001412);
  });
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  it('make one lot without an end of what an account has left', async () => {
    expect(await rows('minute_grants')).toMatchObject([
      { source: 'manual', amount_ms: '300000', left_ms: '300000', expires_at: null },
    ]);
    expect(await rows('minute_reservations')).toMatchObject([{ lots: [], reserved_ms: '100000' }]);
  });

  it('go back with debts, teams and ended minutes there, and up again', async () => {
    const [team] = await source.query<{ id: string }[]>(
      `INSERT INTO teams (organization_id, name) VALUES ($1, 'Sales') RETURNING id`,
      [organizationId],
    );
    await source.query(
      `INSERT INTO minute_accounts (organization_id, owner, team_id) VALUES ($1, 'team', $2)`,
      [organizationId, team?.id],
    );
    await source.query(
      `UPDATE minute_accounts SET over_ms = 500000, settled_ms = 900000 WHERE owner = 'organization'`,
    );
    await source.query(
      `INSERT INTO minute_entries (organization_id, account_id, kind, amount_ms, left_ms, reason)
       SELECT organization_id, id, kind, 60000, -400000, 'test'
       FROM minute_accounts, unnest(ARRAY['expire', 'limit', 'allowance']) kind
       WHERE owner = 'organization'`,
    );
    for (let step = 0; step < STEPS; step += 1) await source.undoLastMigration();
    expect(await rows('minute_accounts')).toMatchObject([
      { owner: 'organization', granted_ms: '1000000', settled_ms: '900000' },
    ]);
    expect(await rows('minute_entries')).toMatchObject([{ kind: 'grant', amount_ms: '-60000' }]);
    await source.runMigrations();
    expect(await rows('minute_grants')).toEqual([]);
    expect(await rows('teams')).toEqual([]);
  });

  it('begin every table with the organization', async () => {
    const first: { name: string; first: string }[] = await source.query(
      `SELECT table_name AS name, column_name AS first FROM information_schema.columns
       WHERE table_schema = 'public' AND ordinal_position = 1 AND table_name IN
         ('teams', 'minute_codes', 'minute_grants', 'minute_allowances')`,
    );
    expect(first.map(({ first: column }) => column)).toEqual(Array(4).fill('organization_id'));
  });

  it('let an organization go with all that hangs on it', async () => {
    await source.query(
      `INSERT INTO minute_grants (organization_id, account_id, source, amount_ms, left_ms)
       SELECT organization_id, id, 'manual', 5, 0 FROM minute_accounts`,
    );
    await source.query(
      `INSERT INTO minute_entries
         (organization_id, account_id, grant_id, kind, amount_ms, left_ms, reason)
       SELECT organization_id, account_id, id, 'grant', 5, 5, 'set' FROM minute_grants`,
    );
    await source.query('DELETE FROM organizations WHERE id = $1', [organizationId]);
    expect(await rows('minute_accounts')).toEqual([]);
    expect(await rows('minute_entries')).toEqual([]);
  });
});
