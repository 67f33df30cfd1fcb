import { Client } from 'pg';
import { EmbeddedPostgres } from '../apps/api/src/platform/database/embedded/embedded-postgres';
import { migrateDatabase } from '../apps/api/src/platform/database/migrate-database';
import { CHUNK_STEPS, ID_FUNCTION, planCalls, shareFunction, WITHOUT_CALL } from './generate/calls';
import { workOutFacts } from './generate/facts';
import {
  generateOptions,
  type GenerateOptions,
  GenerateUsageError,
} from './generate/generate-options';
import { dropIndexes } from './generate/indexes';
import { GENERATED, writePeople } from './generate/people';
import { writeTalk } from './generate/talk';
import { writeUsageLines } from './generate/usage-lines';

const CHUNK = 20_000;
const HELD_TABLES = ['calls', 'call_turns', 'turn_latencies', 'usage_records', 'call_scores'];
const PLANS = ['organizations', 'members', 'personas', 'calls', 'lines', 'talk', 'scripts'];

const say = (line: string): void =>
  console.log(`${new Date().toISOString().slice(11, 19)} ${line}`);

/** Fills a database with calls of a year, to see how the service bears it. */
async function main(): Promise<void> {
  const options = generateOptions(process.argv.slice(2), process.env, new Date());
  const { DATABASE_URL: given } = process.env;
  const embedded = given ? undefined : await EmbeddedPostgres.start(options.dataDir);
  try {
    const url = given ?? embedded?.url ?? '';
    await migrateDatabase(url);
    await fill(url, options);
    say(
      `Done. The database is ${given ? 'DATABASE_URL' : (embedded?.elsewhere ?? options.dataDir)}.`,
    );
  } finally {
    await embedded?.stop();
  }
}

async function fill(url: string, options: GenerateOptions): Promise<void> {
  const client = new Client({ connectionString: url, application_name: 'sparline-generate' });
  await client.connect();
  try {
    await refuseRealData(client, options);
    await client.query(`SET synchronous_commit = off; SET work_mem = '256MB';
      SET maintenance_work_mem = '1GB'; SET max_parallel_workers_per_gather = 2; SET timezone = 'UTC'`);
    // References hold by construction, and facts are worked out at the end: nothing need be checked.
    await client.query('SET session_replication_role = replica');
    await dropPlans(client);
    await client.query(shareFunction(options.seed));
    await client.query(ID_FUNCTION);
    say('Writing organizations, members, personas, numbers and minutes');
    await writePeople(client, options);
    await writeTalk(client, options.seed);
    await writeUsageLines(client, new Date(`${options.until}T00:00:00Z`));
    say('Planning calls');
    const calls = await planCalls(client, options.until);
    const restoreIndexes = await dropIndexes(client, HELD_TABLES);
    for (let from = 1; from <= calls; from += CHUNK) {
      await client.query('BEGIN');
      const span = [from, from + CHUNK - 1];
      for (const step of CHUNK_STEPS) await client.query(step, span);
      await client.query('COMMIT');
      say(
        `${Math.min(calls, from + CHUNK - 1).toLocaleString('en')} of ${calls.toLocaleString('en')} calls`,
      );
    }
    await client.query(WITHOUT_CALL, [options.until]);
    say('Building indexes');
    await restoreIndexes();
    for (const table of HELD_TABLES) await client.query(`VACUUM ANALYZE ${table}`);
    say('Working out the facts that reports are made of');
    await workOutFacts(client, say);
    await dropPlans(client);
    await client.query('VACUUM ANALYZE');
  } finally {
    await client.end();
  }
}

async function refuseRealData(client: Client, { besideRealData }: GenerateOptions): Promise<void> {
  const { rows } = await client.query<{ real: number; generated: number }>(
    `SELECT count(*) FILTER (WHERE name NOT LIKE $1)::int AS real,
       count(*) FILTER (WHERE name LIKE $1)::int AS generated FROM organizations`,
    [`${GENERATED} %`],
  );
  if (rows[0]?.generated) {
    throw new GenerateUsageError('There is generated data already. Take an empty database.');
  }
  if (rows[0]?.real && !besideRealData) {
    throw new GenerateUsageError(
      'This database has organizations of its own. Take an empty one, or say --beside-real-data.',
    );
  }
}

async function dropPlans(client: Client): Promise<void> {
  for (const name of PLANS) await client.query(`DROP TABLE IF EXISTS generated_${name}`);
  await client.query('DROP FUNCTION IF EXISTS generated_share(bigint, integer)');
  await client.query('DROP FUNCTION IF EXISTS generated_id(text)');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof GenerateUsageError ? 2 : 1;
});
