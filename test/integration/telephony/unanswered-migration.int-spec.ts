import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations';
import { UnansweredLines1700000001481 } from '../../../migrations/1700000001481-unanswered-lines';
import { createEmptyDatabase, type TestDatabase } from '../../support/test-database';

describe('The migration of lines nobody answered', () => {
  let database: TestDatabase;
  let source: DataSource;

  beforeAll(async () => {
    database = await createEmptyDatabase();
    const upToIt = migrations.slice(0, migrations.indexOf(UnansweredLines1700000001481) + 1);
    source = new DataSource({ type: 'postgres', url: database.url, migrations: upToIt });
    await source.initialize();
    await source.runMigrations();
  });
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  const sources = async () => {
    const rows = await source.query<{ id: string }[]>(
      'SELECT source_id AS id FROM carrier_charges ORDER BY 1',
    );
    return rows.map(({ id }) => id);
  };

  it('goes back with questions there, of which those about no line of the ledger are dropped', async () => {
    const [organization] = await source.query<{ id: string }[]>(
      `INSERT INTO organizations (name) VALUES ('Ours') RETURNING id`,
    );
    await source.query(
      `INSERT INTO usage_records (organization_id, source_id, component, provider, model, unit,
         quantity, estimated, purpose, occurred_at)
       VALUES ($1, 'answered', 'carrier', 'twilio', 'voice-us-outbound', 'carrier_minute', 1, false,
         'carrier', now())`,
      [organization?.id],
    );
    await source.query(
      `INSERT INTO carrier_charges (organization_id, source_id, resource, twilio_sid, next_at,
         created_at, unanswered_model, unanswered_at)
       VALUES ($1, 'answered', 'call', 'CA1', now(), now(), NULL, NULL),
         ($1, 'in vain', 'call', 'CA2', now(), now(), 'voice-us-outbound', now())`,
      [organization?.id],
    );
    await source.undoLastMigration();
    expect(await sources()).toEqual(['answered']);
    await source.runMigrations();
    expect(await sources()).toEqual(['answered']);
    await source.query('DELETE FROM organizations');
    expect(await sources()).toEqual([]);
  });
});
