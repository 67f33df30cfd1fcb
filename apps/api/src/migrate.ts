import 'reflect-metadata';
import { ConfigError } from './config/config-error';
import { environment } from './config/environment';
import { readEnv } from './config/read-env';
import { migrateDatabase } from './platform/database/migrate-database';
import { runOnce } from './platform/process/run-process';

runOnce(async () => {
  const { DATABASE_URL } = readEnv(environment());
  if (DATABASE_URL === undefined) {
    throw new ConfigError('DATABASE_URL', 'postgres://user:password@host/database');
  }
  await migrateDatabase(DATABASE_URL);
  process.stdout.write('The database is up to date.\n');
});
