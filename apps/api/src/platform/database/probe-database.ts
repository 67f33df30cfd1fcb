import { Client } from 'pg';
import { migrations } from '../../../../../migrations';

const CONNECT_WITHIN_MS = 5000;

/**
 * The major version of a PostgreSQL and how many of our migrations it lacks, without changing a thing.
 * Rejects when it does not let us in.
 */
export const probeDatabase = async (url: string): Promise<{ version: number; pending: number }> => {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    application_name: 'sparline-doctor',
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number; known: string | null }>(
      `SELECT current_setting('server_version_num')::int / 10000 AS version,
              to_regclass('migrations')::text AS known`,
    );
    const [row] = rows;
    const done = row?.known ? await count(client) : 0;
    return { version: row?.version ?? 0, pending: Math.max(0, migrations.length - done) };
  } finally {
    await client.end().catch(() => undefined);
  }
};

const count = async (client: Client): Promise<number> => {
  const { rows } = await client.query<{ done: number }>(
    'SELECT count(*)::int AS done FROM migrations',
  );
  return rows[0]?.done ?? 0;
};
