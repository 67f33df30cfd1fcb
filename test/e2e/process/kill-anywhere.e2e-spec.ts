import { redisBinary, startRedis } from '../../support/redis-server';
import { type KillPlan, type KillReport, KillRun } from './kill-anywhere/kill-run';
import { buildServer } from './service';

/** `npm run kill-test -- --points 200 --seed 7` sets these. */
const POINTS = Number(process.env['KILL_POINTS'] ?? 9);
const SEED = Number(process.env['KILL_SEED'] ?? 1);
const isLong = process.env['KILL_POINTS'] !== undefined;
const A_POINT_MS = 60_000;

const whereThereIsRedis = redisBinary() === undefined ? it.skip : it;

/** Each form of running the service has its share of the points. */
const share = (of: number): number => Math.max(1, Math.round(POINTS * of));

describe('A service that is killed anywhere', () => {
  beforeAll(buildServer, 120_000);

  const survive = async (plan: KillPlan): Promise<void> => {
    const report = await new KillRun({ ...plan, ...(isLong && { tell }) }).run();
    if (isLong) tell(inShort(plan, report));
    const { faults, points } = report;
    expect({ faults, since: faults.length > 0 ? points.slice(-8) : [] }).toEqual({
      faults: [],
      since: [],
    });
    expect(points).toHaveLength(plan.points);
  };

  it(
    'loses nothing and does nothing twice, in one process',
    () => survive({ form: 'all-in-one', points: share(0.4), seed: SEED }),
    120_000 + POINTS * A_POINT_MS,
  );

  it(
    'loses nothing and does nothing twice, in two processes',
    () => survive({ form: 'separate', points: share(0.4), seed: SEED + 1 }),
    120_000 + POINTS * A_POINT_MS,
  );

  whereThereIsRedis(
    'loses nothing and does nothing twice, in two processes with their queues on Redis',
    async () => {
      const redis = await startRedis();
      const plan = { form: 'separate' as const, points: share(0.2), seed: SEED + 2 };
      try {
        await survive({ ...plan, redisUrl: redis.url });
      } finally {
        await redis.stop();
      }
    },
    120_000 + POINTS * A_POINT_MS,
  );
});

const tell = (line: string): void => void process.stdout.write(`${line}\n`);

const inShort = ({ form, seed, redisUrl }: KillPlan, report: KillReport): string => {
  const { points, calls, repeatedMessages, slowestQuietMs, faults } = report;
  const queues = redisUrl === undefined ? 'PostgreSQL' : 'Redis';
  return (
    `${form}, queues on ${queues}, seed ${seed}: ${points.length} kills, ${calls} calls, ` +
    `${faults.length} faults, ${repeatedMessages} texts repeated, ` +
    `quiet within ${Math.round(slowestQuietMs / 1000)} s`
  );
};
