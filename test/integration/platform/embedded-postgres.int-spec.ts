import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { EmbeddedPostgres } from '../../../apps/api/src/platform/database/embedded/embedded-postgres';
import { readAccess, writeAccess } from '../../../apps/api/src/platform/database/embedded/access';
import { canEnter } from '../../../apps/api/src/platform/database/embedded/database-home';

const query = async (url: string, statement: string): Promise<Record<string, unknown>[]> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
};

const postmasterOf = (folder: string): number =>
  Number(readFileSync(join(folder, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('The PostgreSQL that comes along', () => {
  let folder: string;
  const running: EmbeddedPostgres[] = [];
  const start = async () => {
    const server = await EmbeddedPostgres.start(folder);
    running.push(server);
    return server;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sparline-embedded-'));
    chmodSync(folder, 0o755);
  });
  afterEach(async () => {
    for (const server of running.splice(0)) await server.stop('immediate');
    rmSync(folder, { recursive: true, force: true });
  });

  it('keeps data, password and port from one start to the next', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const pid = postmasterOf(folder);
    await first.stop();
    expect(isAlive(pid)).toBe(false);
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  }, 60_000);

  it('listens on this machine only, with a password', async () => {
    const { url } = await start();
    const [listening] = await query(url, 'SHOW listen_addresses');
    expect(listening).toEqual({ listen_addresses: '127.0.0.1' });
    const stranger = new URL(url);
    stranger.password = 'guessed';
    await expect(query(stranger.href, 'SELECT 1')).rejects.toThrow(/password authentication/);
  }, 60_000);

  it('refuses a second start on one folder, and leaves the first at work', async () => {
    const first = await start();
    await expect(EmbeddedPostgres.start(folder)).rejects.toThrow(/already running .*DATA_DIR=/s);
    expect(await query(first.url, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
  }, 60_000);

  it('lets one of two win that start at the same moment on a new folder', async () => {
    const attempts = [launch(folder), launch(folder)];
    const outcomes = await Promise.all(attempts.map(({ outcome }) => outcome));
    const winners = outcomes.filter((said) => said.url !== undefined);
    expect(winners).toHaveLength(1);
    expect(outcomes.find((said) => said.error !== undefined)?.error).toMatch(/already running/);
    expect(await query(winners[0]?.url ?? '', 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
    await Promise.all(attempts.map(({ child }) => ended(child, 'SIGTERM')));
  }, 90_000);

  it('comes up again after its owner was killed, with everything that was committed', async () => {
    const { child, outcome } = launch(folder);
    const { url = '' } = await outcome;
    await query(url, "CREATE TABLE kept AS SELECT 'committed' AS word");
    const orphan = postmasterOf(folder);
    await ended(child, 'SIGKILL');
    expect(isAlive(orphan)).toBe(true);
    const next = await start();
    expect(postmasterOf(folder)).not.toBe(orphan);
    expect(await query(next.url, 'SELECT word FROM kept')).toEqual([{ word: 'committed' }]);
  }, 90_000);

  it('comes up again after the server itself was killed', async () => {
    const first = await start();
    await query(first.url, "CREATE TABLE kept AS SELECT 'committed' AS word");
    const gone = new Promise<void>((resolve) => first.onUnexpectedExit(resolve));
    process.kill(postmasterOf(folder), 'SIGKILL');
    await gone;
    await first.stop();
    const next = await start();
    expect(await query(next.url, 'SELECT word FROM kept')).toEqual([{ word: 'committed' }]);
  }, 90_000);

  it('does not mistake another process for its server', async () => {
    const first = await start();
    await first.stop();
    writeFileSync(join(folder, 'postgres/data/postmaster.pid'), `${process.pid}\n`);
    const next = await start();
    expect(await query(next.url, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
  }, 60_000);

  it('takes another port when its own was taken meanwhile', async () => {
    const first = await start();
    await first.stop();
    const access = readAccess(join(folder, 'postgres'));
    const blocker = await import('node:net').then(({ createServer }) => createServer());
    await new Promise<void>((resolve) => blocker.listen(access.port, '127.0.0.1', resolve));
    const second = await start();
    expect(new URL(second.url).port).not.toBe(String(access.port));
    await new Promise((resolve) => blocker.close(resolve));
  }, 60_000);

  it('says what to do with data of another version', async () => {
    const first = await start();
    await first.stop();
    writeFileSync(join(folder, 'postgres/data/PG_VERSION'), '16\n');
    await expect(EmbeddedPostgres.start(folder)).rejects.toThrow(/made by PostgreSQL 16.*Dump it/s);
  }, 60_000);

  it('shows the end of its log when it cannot start', async () => {
    const first = await start();
    await first.stop();
    writeFileSync(join(folder, 'postgres/data/postgresql.conf'), 'no_such_setting = 1\n');
    await expect(EmbeddedPostgres.start(folder)).rejects.toThrow(/no_such_setting.*server\.log/s);
  }, 60_000);

  it('keeps its password from other users', async () => {
    await start();
    const mode = execFileSync('stat', ['-c', '%a', join(folder, 'postgres/access.json')], {
      encoding: 'utf8',
    });
    expect(mode.trim()).toBe('600');
    writeAccess(join(folder, 'postgres'), readAccess(join(folder, 'postgres')));
  }, 60_000);

  const asRoot = process.getuid?.() === 0 ? it : it.skip;

  asRoot(
    'runs from a place of its own when root keeps the data where others may not go',
    async () => {
      chmodSync(folder, 0o700);
      const first = await start();
      const [where] = await query(first.url, 'SHOW data_directory');
      const elsewhere = readFileSync(join(folder, 'postgres-location'), 'utf8').trim();
      expect(where).toEqual({ data_directory: join(elsewhere, 'data') });
      expect(existsSync(join(folder, 'postgres'))).toBe(false);
      await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS answer');
      await first.stop();
      const second = await start();
      expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 7 }]);
      await second.stop();
      rmSync(join(elsewhere, '..'), { recursive: true });
    },
    90_000,
  );

  it('knows where a user may go', () => {
    const nobody = { uid: 65_534, gid: 65_534 };
    expect(canEnter(nobody, folder)).toBe(true);
    chmodSync(folder, 0o700);
    expect(canEnter(nobody, folder)).toBe(false);
  });
});

type Said = { url?: string; error?: string };

/** Another process, as a second `npm start` would be. */
const launch = (folder: string): { child: ChildProcess; outcome: Promise<Said> } => {
  const child = fork(join(__dirname, 'start-embedded.child.js'), [folder], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const outcome = new Promise<Said>((resolve) =>
    child.once('message', (said) => resolve(said as Said)),
  );
  return { child, outcome };
};

const ended = (child: ChildProcess, signal: NodeJS.Signals): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill(signal);
  });
