import { DataSource } from 'typeorm';
import { OrganizationsService } from '../../../apps/api/src/organizations/organizations.service';
import { Clock } from '../../../apps/api/src/platform/clock/clock';
import { StorageUsageService } from '../../../apps/api/src/recordings/storage-usage.service';
import { createOrganization, type TestOrganization } from '../../support/organizations';
import { createTestApp, type TestApp } from '../../support/test-app';
import { insertPhoneCall } from '../telephony/phone-call';

const s3 = {
  endpoint: 'http://127.0.0.1:9',
  region: 'x',
  bucket: 'x',
  accessKeyId: 'x',
  secretAccessKey: 'x',
};

describe.each([
  ['local', {}, 0],
  ['s3', { s3 }, null],
] as const)('what keeping recordings uses (%s)', (provider, config, cost) => {
  let stage: TestApp;
  let ours: TestOrganization;
  let now = new Date('2026-11-21T10:00:00Z');

  beforeAll(async () => {
    stage = await createTestApp({
      config,
      override: (builder) => builder.overrideProvider(Clock).useValue({ now: () => now }),
    });
  }, 60_000);
  afterAll(() => stage.close());
  beforeEach(async () => {
    now = new Date('2026-11-21T10:00:00Z');
    ours = await createOrganization(stage);
  });

  const keep = async (bytes: number, key: string | null = 'x') => {
    const database = stage.app.get(DataSource);
    const callId = await insertPhoneCall(database, ours.admin);
    await database.query(
      `INSERT INTO recordings (organization_id, call_id, object_key, sha256, duration_ms, bytes,
         peaks)
       VALUES ($1, $2, $3, $3, 1000, $4, '{}')`,
      [ours.id, callId, key, bytes],
    );
  };
  const account = () => stage.app.get(StorageUsageService).account();
  const records = (): Promise<unknown[]> =>
    stage.app.get(DataSource).query(
      `SELECT source_id AS "sourceId", provider, unit, quantity::int, cost_micro_usd::int AS cost
       FROM usage_records WHERE organization_id = $1 ORDER BY source_id`,
      [ours.id],
    );

  it('is written once a day, in whole megabytes', async () => {
    await keep(1_400_000);
    await keep(700_000);
    await keep(9_000_000, null);
    await Promise.all([account(), account()]);
    now = new Date('2026-11-21T23:00:00Z');
    await account();
    const day = { provider, unit: 'megabyte_day', quantity: 3, cost };
    expect(await records()).toEqual([{ sourceId: 'storage-2026-11-21', ...day }]);
    now = new Date('2026-11-22T01:00:00Z');
    await account();
    expect(await records()).toHaveLength(2);
  });

  it('begins a day where the organization is', async () => {
    await stage.app.get(OrganizationsService).update(ours.admin, { timeZone: 'Pacific/Auckland' });
    await keep(1);
    now = new Date('2026-11-21T12:00:00Z');
    await account();
    expect(await records()).toEqual([
      expect.objectContaining({ sourceId: 'storage-2026-11-22', quantity: 1 }),
    ]);
  });

  it('is nothing where nothing is kept', async () => {
    await account();
    expect(await records()).toEqual([]);
  });
});
