import type { DataSourceOptions } from 'typeorm';
import { migrations } from '../../../../../migrations';

const POOL_SIZE = 10;
const CONNECT_TIMEOUT_MS = 10_000;
/** No request may hold a connection for ever. */
const STATEMENT_TIMEOUT_MS = 30_000;

export const dataSourceOptions = (url: string): DataSourceOptions => ({
  type: 'postgres',
  url,
  migrations,
  migrationsTableName: 'migrations',
  synchronize: false,
  logging: false,
  applicationName: 'sparline',
  poolSize: POOL_SIZE,
  connectTimeoutMS: CONNECT_TIMEOUT_MS,
  extra: { statement_timeout: STATEMENT_TIMEOUT_MS },
});
