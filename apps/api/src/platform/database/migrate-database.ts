import { runMigrations } from 'bullmq';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from './data-source-options';

/** Any number all our processes agree on. */
const LOCK_KEY = 7_203_114;

/**
 * Brings our tables, then BullMQ's own schema, up to date. Several processes may start at once: they
 * queue up on an advisory lock. BullMQ never migrates by itself, and its workers spin without it.
 */
export const migrateDatabase = async (url: string): Promise<void> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK_KEY]);
    await migrateTables(url);
    await runMigrations(client);
  } finally {
    await client.end();
  }
};

const migrateTables = async (url: string): Promise<void> => {
  // An index on ten million rows takes longer than any request may.
  const dataSource = new DataSource({ ...dataSourceOptions(url), extra: { statement_timeout: 0 } });
  await dataSource.initialize();
  try {
    await dataSource.runMigrations({ transaction: 'each' });
  } finally {
    await dataSource.destroy();
  }
};
