import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Access, addressOf, freePort, readAccess, writeAccess } from './access';
import { ensureCluster } from './create-cluster';
import { type DatabaseHome, prepareHome } from './database-home';
import { EmbeddedDatabaseError } from './embedded-error';
import { Guard } from './guard';
import { alreadyRunning, stopOrphan, stopServer } from './orphan';
import { programEnv, programOf } from './run-program';

/** After a crash the server replays its log before it answers. */
const READY_WITHIN_MS = 60_000;
const ASK_EVERY_MS = 30;
const LOG_LIMIT_BYTES = 5 * 1024 * 1024;
const TAIL_LINES = 6;

export type EmbeddedOptions = {
  /** For databases that are thrown away: gives up safety for speed. */
  disposable?: boolean;
};

/** The PostgreSQL that comes along: one server process, owned by this one. */
export class EmbeddedPostgres {
  private stopping = false;

  private constructor(
    private readonly home: DatabaseHome,
    private readonly child: ChildProcess,
    private readonly guard: Guard,
    readonly url: string,
  ) {}

  /** Throws an `EmbeddedDatabaseError` whose message says what to do. */
  static async start(dataDir: string, options: EmbeddedOptions = {}): Promise<EmbeddedPostgres> {
    const home = prepareHome(dataDir);
    await ensureCluster(home);
    await stopOrphan(home);
    const access = await claimPort(home.folder);
    const child = launch(home, access, options);
    const guard = await ready(home, child, access);
    if (!(await guard.acquire())) {
      await guard.close();
      throw alreadyRunning(home.folder);
    }
    await guard.ensureDatabase();
    return new EmbeddedPostgres(home, child, guard, addressOf(access));
  }

  /** Where the data is when that is not `DATA_DIR`. */
  get elsewhere(): string | undefined {
    return this.home.isElsewhere ? this.home.folder : undefined;
  }

  /** Calls back when the server ends without having been asked to. */
  onUnexpectedExit(notify: () => void): void {
    this.child.once('exit', () => {
      if (!this.stopping) notify();
    });
  }

  /** `immediate` does not wait for anything; the next start recovers. */
  async stop(mode: 'fast' | 'immediate' = 'fast'): Promise<void> {
    if (this.stopping) return;
    this.stopping = true;
    if (this.child.exitCode === null && this.child.signalCode === null) {
      await stopServer(this.home, mode);
    }
    await this.guard.close();
  }

  /** For the way out that waits for nothing: tells the server to end, and does not look back. */
  abandon(): void {
    this.stopping = true;
    this.child.kill('SIGQUIT');
  }
}

const claimPort = async (folder: string): Promise<Access> => {
  const before = readAccess(folder);
  const access = { ...before, port: await freePort(before.port), owner: process.pid };
  writeAccess(folder, access);
  return access;
};

const launch = (home: DatabaseHome, access: Access, options: EmbeddedOptions): ChildProcess => {
  const log = openLog(home);
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    `port=${access.port}`,
    'max_connections=100',
    'timezone=UTC',
    'log_timezone=UTC',
    'jit=off',
    ...(options.disposable ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'] : []),
  ].flatMap((setting) => ['-c', setting]);
  const child = spawn(programOf(home, 'postgres'), ['-D', join(home.folder, 'data'), ...settings], {
    ...home.runAs,
    cwd: '/',
    env: programEnv(),
    stdio: ['ignore', log, log],
    // A group of its own: Ctrl-C in a terminal must not reach it before the calls have ended.
    detached: true,
  });
  child.unref();
  closeSync(log);
  return child;
};

const logFile = (home: DatabaseHome): string => join(home.folder, 'server.log');

const openLog = (home: DatabaseHome): number => {
  const file = logFile(home);
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_LIMIT_BYTES) renameSync(file, `${file}.old`);
  return openSync(file, 'a', 0o600);
};

const ready = async (home: DatabaseHome, child: ChildProcess, access: Access): Promise<Guard> => {
  let failure: Error | undefined;
  child.once('error', (error) => (failure = error));
  child.once('exit', () => (failure ??= new Error(tail(home))));
  for (let waitedMs = 0; waitedMs < READY_WITHIN_MS; waitedMs += ASK_EVERY_MS) {
    const guard = await Guard.open(access).catch(() => undefined);
    if (guard && !failure) return guard;
    await guard?.close();
    if (failure) throw startFailed(home, failure.message);
    await pause(ASK_EVERY_MS);
  }
  child.kill('SIGQUIT');
  throw startFailed(home, `no answer within ${READY_WITHIN_MS / 1000} s`);
};

const startFailed = (home: DatabaseHome, why: string) =>
  /lock file "postmaster.pid" already exists/.test(why)
    ? alreadyRunning(home.folder)
    : new EmbeddedDatabaseError(`PostgreSQL did not start: ${why}\nIts log is ${logFile(home)}`);

/** Empty when the log went together with its folder. */
const tail = (home: DatabaseHome): string => {
  try {
    return readFileSync(logFile(home), 'utf8').trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
  } catch {
    return '';
  }
};
