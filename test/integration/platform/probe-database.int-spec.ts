import { checkDatabase } from '../../../apps/api/src/doctor/check-database';
import { createEmptyDatabase, createTestDatabase, inDatabase } from '../../support/test-database';
import { testConfig } from '../../support/test-config';

describe('Looking at the database', () => {
  const look = (url: string) => checkDatabase(testConfig(url));

  it('finds one that is up to date', async () => {
    const database = await createTestDatabase();
    const check = await look(database.url);
    expect(check).toMatchObject({
      state: 'ok',
      says: expect.stringMatching(/PostgreSQL 1\d, up to/),
    });
    await database.drop();
  });

  it('counts the migrations that have not run, and runs none', async () => {
    const database = await createEmptyDatabase();
    const checks = [await look(database.url), await look(database.url)];
    const says = expect.stringMatching(/; [1-9]\d* migrations have not run/);
    expect(checks).toMatchObject([
      { state: 'warning', says },
      { state: 'warning', says },
    ]);
    await database.drop();
  });

  it('sees that there is none of that name', async () => {
    const database = await createEmptyDatabase();
    const check = await look(inDatabase(database.url, 'nowhere'));
    expect(check).toMatchObject({ state: 'failed', says: expect.stringContaining('nowhere') });
    await database.drop();
  });
});
