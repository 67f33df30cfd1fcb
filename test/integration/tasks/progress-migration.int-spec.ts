import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations';
import { ProgressInTasks1700000001490 } from '../../../migrations/1700000001490-progress-in-tasks';
import { createEmptyDatabase, type TestDatabase } from '../../support/test-database';

const OURS = '00000000-0000-4000-8000-000000000001';
const ANN = '00000000-0000-4000-8000-00000000000a';

/** The last two digits of an id say what it is. */
const idOf = (digits: string) => `10000000-0000-4000-8000-0000000000${digits}`;

describe('The migration that lets tasks tell of exports and of filling in prices', () => {
  let database: TestDatabase;
  let source: DataSource;

  const upTo = async (count: number): Promise<DataSource> => {
    const some = migrations.slice(0, count);
    const opened = new DataSource({ type: 'postgres', url: database.url, migrations: some });
    await opened.initialize();
    await opened.runMigrations();
    return opened;
  };

  beforeAll(async () => {
    database = await createEmptyDatabase();
    const index = migrations.indexOf(ProgressInTasks1700000001490);
    const before = await upTo(index);
    await before.query(`INSERT INTO organizations (id, name) VALUES ('${OURS}', 'Ours')`);
    await before.query(`INSERT INTO members (id, organization_id, email, name, role)
      VALUES ('${ANN}', '${OURS}', 'ann@example.com', 'Ann', 'admin')`);
    await before.query(`
      INSERT INTO report_exports (organization_id, id, member_id, first_day, last_day, filters,
        state, done, total, bytes, created_at, touched_at, expires_at)
      SELECT '${OURS}', ('10000000-0000-4000-8000-0000000000' || one.id)::uuid, '${ANN}',
        '2026-10-01', '2026-10-31', '{"mode": "interview"}', one.state, one.done, one.total,
        one.bytes, '2026-11-20T10:00:00Z', '2026-11-20T10:01:00Z', one.expires::timestamptz
      FROM (VALUES ('01', 'ready', 12, 12, 800, '2026-11-27T10:01:00Z'),
          ('02', 'expired', 12, 12, 800, '2026-11-27T10:00:30Z'),
          ('03', 'running', 5000, 9000, NULL, NULL), ('04', 'failed', 3, NULL, NULL, NULL),
          ('05', 'pending', 0, NULL, NULL, NULL))
        AS one (id, state, done, total, bytes, expires)`);
    await before.query(`
      INSERT INTO pricing_runs (organization_id, id, started_by, total, looked_at, priced,
        after_at, after_source, created_at, finished_at)
      VALUES ('${OURS}', '${idOf('11')}', '${ANN}', 4, 4, 3, '2026-11-01', 'x',
          '2026-11-20T10:00:00Z', '2026-11-20T10:00:05Z'),
        ('${OURS}', '${idOf('12')}', '${ANN}', 900, 500, 500, '2026-11-02', 'y',
          '2026-11-21T10:00:00Z', NULL),
        ('${OURS}', '${idOf('13')}', NULL, 1, 1, 1, NULL, NULL,
          '2026-11-19T10:00:00Z', '2026-11-19T10:00:05Z')`);
    await before.destroy();
    source = await upTo(index + 1);
  }, 60_000);
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  const tasks = (kind: string): Promise<unknown> =>
    source.query(
      `SELECT right(id::text, 2) AS id, state, done, total, failed, once_key, error_code,
         started_by, finished_at FROM tasks WHERE kind = $1 ORDER BY id`,
      [kind],
    );
  const at = (moment: string) => new Date(`2026-11-${moment}Z`);

  it('keeps the files of finished exports, and goes on with those that were not', async () => {
    const common = { failed: 0, once_key: null, error_code: null, started_by: ANN };
    const open = { ...common, finished_at: null };
    expect(await tasks('export-calls')).toEqual([
      { ...common, id: '01', state: 'done', done: 12, total: 12, finished_at: at('20T10:01:00') },
      { ...common, id: '02', state: 'done', done: 12, total: 12, finished_at: at('20T10:00:30') },
      { ...open, id: '03', state: 'running', done: 5000, total: 9000 },
      {
        ...common,
        id: '04',
        state: 'failed',
        done: 3,
        total: null,
        error_code: 'tasks.failed',
        finished_at: at('20T10:01:00'),
      },
      { ...open, id: '05', state: 'waiting', done: 0, total: null },
    ]);
    const files = await source.query<unknown[]>(
      `SELECT right(export.id::text, 2) AS id, bytes::int, expires_at, filters, result_path
       FROM report_exports export JOIN tasks USING (id) WHERE bytes IS NOT NULL`,
    );
    expect(files).toEqual([
      {
        id: '01',
        bytes: 800,
        expires_at: at('27T10:01:00'),
        filters: { mode: 'interview' },
        result_path: `/api/reports/exports/${idOf('01')}/file`,
      },
    ]);
  });

  it('goes on filling in prices where it was', async () => {
    const common = { once_key: 'organization', error_code: null, started_by: ANN };
    expect(await tasks('price-unknown')).toEqual([
      {
        ...common,
        id: '11',
        state: 'done',
        done: 4,
        total: 4,
        failed: 1,
        finished_at: at('20T10:00:05'),
      },
      {
        ...common,
        id: '12',
        state: 'running',
        done: 500,
        total: 900,
        failed: 0,
        finished_at: null,
      },
    ]);
    const runs = await source.query<unknown[]>(
      `SELECT right(id::text, 2) AS id, priced, after_source FROM pricing_runs ORDER BY id`,
    );
    expect(runs).toEqual([
      { id: '11', priced: 3, after_source: 'x' },
      { id: '12', priced: 500, after_source: 'y' },
    ]);
  });

  it('goes back with what was stopped since as failed, and up again', async () => {
    await source.query(
      `UPDATE tasks SET state = 'cancelled', finished_at = updated_at WHERE id = ANY($1)`,
      [[idOf('05'), idOf('12')]],
    );
    await source.undoLastMigration();
    const exports = await source.query<unknown[]>(
      `SELECT right(id::text, 2) AS id, state, done, total, member_id FROM report_exports ORDER BY id`,
    );
    expect(exports).toEqual([
      { id: '01', state: 'ready', done: 12, total: 12, member_id: ANN },
      { id: '02', state: 'expired', done: 12, total: 12, member_id: ANN },
      { id: '03', state: 'running', done: 5000, total: 9000, member_id: ANN },
      { id: '04', state: 'failed', done: 3, total: null, member_id: ANN },
      { id: '05', state: 'failed', done: 0, total: null, member_id: ANN },
    ]);
    const runs = await source.query<unknown[]>(
      `SELECT right(id::text, 2) AS id, total, looked_at, finished_at IS NOT NULL AS over
       FROM pricing_runs ORDER BY id`,
    );
    expect(runs).toEqual([
      { id: '11', total: 4, looked_at: 4, over: true },
      { id: '12', total: 900, looked_at: 500, over: true },
    ]);
    expect(await source.query('SELECT 1 FROM tasks')).toEqual([]);
    await source.runMigrations();
    const states = await source.query<unknown[]>(
      `SELECT state, count(*)::int FROM tasks GROUP BY state ORDER BY state`,
    );
    expect(states).toEqual([
      { state: 'done', count: 4 },
      { state: 'failed', count: 2 },
      { state: 'running', count: 1 },
    ]);
  });
});
