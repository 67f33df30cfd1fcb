import { DataSource } from 'typeorm';
import { AppModule } from '../../apps/api/src/app.module';
import { ApiKeysService } from '../../apps/api/src/auth/api-keys.service';
import { AppConfig } from '../../apps/api/src/config/app-config';
import { loadConfig } from '../../apps/api/src/config/load-config';
import { EmbeddedPostgres } from '../../apps/api/src/platform/database/embedded/embedded-postgres';
import { migrateDatabase } from '../../apps/api/src/platform/database/migrate-database';
import { startServer } from '../../apps/api/src/server';
import { type Benchmark, type BenchRow, rowOf } from './bench-table';
import { listRoutes, reportRoutes, type RouteFacts } from './report-routes';

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 15);
const WARM_UP = 2;
const TARGETS = { 'Generated middle': 200, 'Generated largest': 1_000 } as const;

type Facts = RouteFacts & { organizationId: string; boss: string };

/** Needs a database that `npm run generate` has filled: DATABASE_URL, or the one in DATA_DIR. */
export const reports: Benchmark = {
  name: 'reports',
  about: 'Reports and lists over HTTP, on a database of generated calls, one request at a time',
  run: async (): Promise<BenchRow[]> => {
    const { DATABASE_URL: given, DATA_DIR: folder = '.data' } = process.env;
    const embedded = given ? undefined : await EmbeddedPostgres.start(folder);
    const databaseUrl = given ?? embedded?.url ?? '';
    await migrateDatabase(databaseUrl);
    const config = new AppConfig({
      ...loadConfig({
        DATABASE_URL: databaseUrl,
        DATA_DIR: folder,
        SESSION_SECRET: 'a secret of the benchmark, long enough',
        LOG_LEVEL: 'silent',
      }),
      port: 0,
      host: '127.0.0.1',
    });
    const { app } = await startServer(AppModule.with(config));
    try {
      const rows: BenchRow[] = [];
      for (const [name, targetMs] of Object.entries(TARGETS)) {
        const facts = await factsOf(app.get(DataSource), name);
        if (!facts) continue;
        const { secret } = await app.get(ApiKeysService).create(
          {
            organizationId: facts.organizationId,
            memberId: facts.boss,
            role: 'admin',
            via: 'session',
          },
          { name: 'Benchmark', role: 'admin' },
        );
        const base = await app.getUrl();
        const short = name.replace('Generated ', '');
        for (const route of [...reportRoutes(facts), ...listRoutes(facts)]) {
          const times = await timesOf(`${base}/api${route}`, secret);
          const row = rowOf(`${short} ${nameOf(route)}`, times, {
            unit: 'ms',
            target: `${targetMs}`,
          });
          process.stderr.write(
            `${row.p95 && row.p95 > targetMs ? 'SLOW ' : ''}${row.name} ${row.p50.toFixed(0)} ${row.p95?.toFixed(0)}\n`,
          );
          rows.push(row);
        }
      }
      if (rows.length === 0) throw new Error('Fill the database first: npm run generate');
      return rows;
    } finally {
      await app.close();
      await embedded?.stop();
    }
  },
};

/** Ids are noise in a table. */
const nameOf = (route: string): string =>
  route.replace(/=[0-9a-f]{8}-[0-9a-f-]{27}/g, '').replace(/limit=\d+&?/, '');

async function timesOf(url: string, secret: string): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS + WARM_UP; round += 1) {
    const began = performance.now();
    const response = await fetch(url, { headers: { authorization: `Bearer ${secret}` } });
    const body = await response.text();
    if (!response.ok) throw new Error(`${url} answered ${response.status}: ${body.slice(0, 300)}`);
    if (round >= WARM_UP) times.push(performance.now() - began);
  }
  return times;
}

async function factsOf(database: DataSource, name: string): Promise<Facts | undefined> {
  const rows: Facts[] = await database.query(
    `SELECT o.id AS "organizationId", boss.id AS boss, busiest.member, busiest.persona,
       last.day::text AS until, (last.day - 29)::text AS month, (last.day - 364)::text AS year,
       account.id AS account
     FROM organizations o
       JOIN LATERAL (SELECT id FROM members WHERE organization_id = o.id AND role = 'admin' LIMIT 1) boss
         ON true
       JOIN LATERAL (SELECT max(day) AS day FROM call_facts WHERE organization_id = o.id) last ON true
       JOIN LATERAL (
         SELECT (array_agg(member_id ORDER BY n DESC))[1] AS member,
           (array_agg(persona_id ORDER BY n DESC))[1] AS persona
         FROM (SELECT member_id, persona_id, count(*) AS n FROM call_facts
               WHERE organization_id = o.id GROUP BY 1, 2) pairs) busiest ON true
       LEFT JOIN LATERAL (
         SELECT id FROM minute_accounts WHERE organization_id = o.id AND member_id = busiest.member)
         account ON true
     WHERE o.name = $1 AND last.day IS NOT NULL`,
    [name],
  );
  return rows[0];
}
