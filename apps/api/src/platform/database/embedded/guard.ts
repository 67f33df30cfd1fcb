import { Client } from 'pg';
import { type Access, addressOf, DATABASE_NAME } from './access';

/** Held on a connection for as long as its process lives; the kernel lets it go after a kill -9. */
const OWNER_LOCK = 7_203_115;
const CONNECT_TIMEOUT_MS = 2000;

/** A connection that may hold the right to this database. */
export class Guard {
  private constructor(private readonly client: Client) {
    // The server going away is noticed by whoever runs it.
    client.on('error', () => undefined);
  }

  static async open(access: Access): Promise<Guard> {
    const client = new Client({
      connectionString: addressOf(access, 'postgres'),
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      application_name: 'sparline-guard',
      keepAlive: true,
    });
    const guard = new Guard(client);
    await client.connect();
    return guard;
  }

  async acquire(): Promise<boolean> {
    const { rows } = await this.client.query<{ held: boolean }>(
      'SELECT pg_try_advisory_lock($1) AS held',
      [OWNER_LOCK],
    );
    return rows[0]?.held === true;
  }

  async release(): Promise<void> {
    await this.client.query('SELECT pg_advisory_unlock($1)', [OWNER_LOCK]);
  }

  async ensureDatabase(): Promise<void> {
    const known = await this.client.query('SELECT 1 FROM pg_database WHERE datname = $1', [
      DATABASE_NAME,
    ]);
    if (known.rowCount === 0) await this.client.query(`CREATE DATABASE ${DATABASE_NAME}`);
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }
}
