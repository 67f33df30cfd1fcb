import { randomUUID } from 'node:crypto';
import { Client } from 'pg';

export const SERVER_VARIABLE = 'SPARLINE_TEST_SERVER';
export const TEMPLATE = 'sparline_template';

export type TestDatabase = { url: string; drop(): Promise<void> };

/** A migrated, empty database of one's own: a clone, so it costs little. */
export const createTestDatabase = async (): Promise<TestDatabase> => {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  return {
    url: inDatabase(serverUrl(), name),
    drop: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
};

/** The same for those who do not tidy up: it goes when the server of the run goes. */
export const testDatabaseUrl = async (): Promise<string> => (await createTestDatabase()).url;

/** An empty database without a table. */
export const createEmptyDatabase = async (): Promise<TestDatabase> => {
  const name = `empty_${randomUUID().replaceAll('-', '')}`;
  await onServer(`CREATE DATABASE ${name} TEMPLATE template0`);
  return {
    url: inDatabase(serverUrl(), name),
    drop: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
};

export const inDatabase = (url: string, name: string): string => {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
};

const serverUrl = (): string => {
  const url = process.env[SERVER_VARIABLE];
  if (url === undefined) throw new Error('This test belongs to a project with a database.');
  return url;
};

/** Two clones at once get in each other's way: the template must have no other user. */
const onServer = async (statement: string): Promise<void> => {
  const client = new Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(1)');
    await client.query(statement);
  } finally {
    await client.end();
  }
};
