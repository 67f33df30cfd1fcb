import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations';
import { CarrierCharges1700000001422 } from '../../../migrations/1700000001422-carrier-charges';
import { VendorCharges1700000001400 } from '../../../migrations/1700000001400-vendor-charges';
import { createEmptyDatabase, type TestDatabase } from '../../support/test-database';

describe('the migrations of money', () => {
  let database: TestDatabase;
  let source: DataSource;

  const upTo = async (last: (typeof migrations)[number]): Promise<DataSource> => {
    const some = migrations.slice(0, migrations.indexOf(last) + 1);
    const opened = new DataSource({ type: 'postgres', url: database.url, migrations: some });
    await opened.initialize();
    await opened.runMigrations();
    return opened;
  };

  beforeAll(async () => {
    database = await createEmptyDatabase();
    const before = await upTo(VendorCharges1700000001400);
    await before.query(`INSERT INTO organizations (id, name, time_zone)
      VALUES ('00000000-0000-4000-8000-000000000001', 'Ours', 'Europe/Berlin')`);
    await before.query(`
      INSERT INTO usage_records (organization_id, source_id, component, provider, model, unit,
        quantity, price_id, cost_micro_usd, charged_micro_usd, estimated, purpose, occurred_at)
      SELECT '00000000-0000-4000-8000-000000000001', line.id, 'scoring', 'openai', 'gpt-4o',
        'input_token', 1, price.id, CASE WHEN line.priced THEN 100 END, line.charged, false,
        'score', line.at::timestamptz
      FROM (VALUES ('a', true, NULL::bigint, '2026-10-31T23:30:00Z'),
          ('b', true, 70, '2026-11-05T00:00:00Z'), ('c', false, NULL, '2026-11-06T00:00:00Z'),
          ('d', true, NULL, '2026-10-31T22:59:00Z'))
        AS line (id, priced, charged, at)
        LEFT JOIN prices price ON line.priced AND price.model = 'gpt-4o'
          AND price.unit = 'input_token'`);
    await before.destroy();
    source = await upTo(CarrierCharges1700000001422);
  }, 60_000);
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  const months = (): Promise<unknown> =>
    source.query(`SELECT month::text, time_zone, cost_micro_usd::int AS cost, unpriced
      FROM usage_months ORDER BY month`);

  it('add up what was used before, month by month where the organization is', async () => {
    const expected = [
      { month: '2026-10-01', time_zone: 'Europe/Berlin', cost: 100, unpriced: 0 },
      { month: '2026-11-01', time_zone: 'Europe/Berlin', cost: 170, unpriced: 1 },
    ];
    expect(await months()).toEqual(expected);
  });

  it('say of every price that came with the service from what day it is', async () => {
    const dates = await source.query<{ source: string; day: string }[]>(
      `SELECT DISTINCT source, source_date::text AS day FROM prices
       WHERE source LIKE 'deepgram%' OR source = 'openai.com/api/pricing, June 2026' ORDER BY 1`,
    );
    expect(dates).toEqual([
      { source: 'deepgram.com/pricing, 1 August 2026', day: '2026-08-01' },
      { source: 'deepgram.com/pricing, 4 May 2026', day: '2026-05-04' },
      { source: 'deepgram.com/pricing, 4 November 2026', day: '2026-11-04' },
      { source: 'openai.com/api/pricing, June 2026', day: '2026-06-01' },
    ]);
    const without: unknown[] = await source.query('SELECT 1 FROM prices WHERE source_date IS NULL');
    expect(without).toEqual([]);
  });

  it('go back with own prices in use, which are then forgotten, and up again', async () => {
    await source.query(`
      WITH own AS (
        INSERT INTO prices (organization_id, provider, model, unit, amount_micro_usd, per_quantity,
          source)
        VALUES ('00000000-0000-4000-8000-000000000001', 'openai', 'gpt-4o', 'input_token', 1, 1,
          'contract') RETURNING id)
      UPDATE usage_records SET price_id = own.id, cost_micro_usd = 1 FROM own
      WHERE source_id = 'c'`);
    await source.undoLastMigration();
    await source.undoLastMigration();
    await source.undoLastMigration();
    const there: unknown = await source.query(
      `SELECT source_id, cost_micro_usd::int AS cost, purpose FROM usage_records ORDER BY 1`,
    );
    expect(there).toEqual([
      { source_id: 'a', cost: 100, purpose: 'score' },
      { source_id: 'b', cost: 100, purpose: 'score' },
      { source_id: 'c', cost: null, purpose: 'score' },
      { source_id: 'd', cost: 100, purpose: 'score' },
    ]);
    await source.runMigrations();
    const purposes: unknown = await source.query('SELECT DISTINCT purpose FROM usage_records');
    expect(purposes).toEqual([{ purpose: 'scoring' }]);
    expect(await months()).toMatchObject([{ cost: 100 }, { cost: 170, unpriced: 1 }]);
  });

  it('begins every new table with the organization', async () => {
    const tables = ['usage_months', 'budgets', 'budget_alerts', 'pricing_runs', 'carrier_charges'];
    const rows = await source.query<{ first: string }[]>(
      `SELECT column_name AS first FROM information_schema.columns
       WHERE table_schema = 'public' AND ordinal_position = 1 AND table_name = ANY($1)`,
      [tables],
    );
    expect(rows.map(({ first }) => first)).toEqual(tables.map(() => 'organization_id'));
  });
});
