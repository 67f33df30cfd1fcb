import { mkdtempSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrateDatabase } from '../../apps/api/src/platform/database/migrate-database';
import { EmbeddedPostgres } from '../../apps/api/src/platform/database/embedded/embedded-postgres';
import { keep, kept } from './test-server';
import { inDatabase, SERVER_VARIABLE, TEMPLATE } from './test-database';

/** One PostgreSQL for all projects of a run, with one migrated database that the tests clone. */
export default async function setup(): Promise<void> {
  if (kept()) {
    keep(kept());
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'sparline-test-'));
  chmodSync(folder, 0o755);
  const server = await EmbeddedPostgres.start(folder, { disposable: true });
  keep({ server, folder });
  process.env[SERVER_VARIABLE] = server.url;
  const client = new Client({ connectionString: server.url });
  await client.connect();
  await client.query(`CREATE DATABASE ${TEMPLATE}`);
  await client.end();
  await migrateDatabase(inDatabase(server.url, TEMPLATE));
}
