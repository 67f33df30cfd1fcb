import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readAccess } from './access';
import type { DatabaseHome } from './database-home';
import { EmbeddedDatabaseError } from './embedded-error';
import { Guard } from './guard';
import { runProgram } from './run-program';

const OWNER_STARTS_WITHIN_MS = 3000;
const ASK_EVERY_MS = 200;

export const alreadyRunning = (folder: string) =>
  new EmbeddedDatabaseError(
    `Sparline is already running on ${folder}. ` +
      'Stop that one first, or give this one a data folder of its own: DATA_DIR=.data2 PORT=3001 npm start',
  );

/**
 * Deals with a server that runs already. One whose process lives is left alone, and we refuse to
 * start; one that a killed process left behind is stopped, which writes everything to disk.
 */
export const stopOrphan = async (home: DatabaseHome): Promise<void> => {
  if (!serverIsAlive(home)) return;
  const guard = await Guard.open(readAccess(home.folder)).catch(() => undefined);
  if (!guard) return;
  try {
    if (!(await isFree(guard, readAccess(home.folder).owner))) throw alreadyRunning(home.folder);
    await stopServer(home);
  } finally {
    await guard.close();
  }
};

export const stopServer = (home: DatabaseHome, mode: 'fast' | 'immediate' = 'fast') =>
  runProgram(home, 'pg_ctl', [
    'stop',
    '-D',
    join(home.folder, 'data'),
    '-m',
    mode,
    '-w',
    '-t',
    '30',
  ]);

const serverIsAlive = (home: DatabaseHome): boolean => {
  const file = join(home.folder, 'data', 'postmaster.pid');
  const pid = Number(readFile(file)?.split('\n')[0]);
  if (!pid || !isAlive(pid)) return false;
  if (isPostgres(pid)) return true;
  // Its number went to another process, or waits to be collected; PostgreSQL would not start over it.
  rmSync(file);
  return false;
};

/** Where the system does not tell, it is taken for one. */
const isPostgres = (pid: number): boolean => {
  const stat = readFile(`/proc/${pid}/stat`);
  return stat === undefined || /^\d+ \(postgres\) [^ZX]/.test(stat);
};

const readFile = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

/** A living owner that does not hold the lock yet may be about to take it. */
const isFree = async (guard: Guard, owner: number): Promise<boolean> => {
  const patience = isAlive(owner) && owner !== process.pid ? OWNER_STARTS_WITHIN_MS : 0;
  for (let waitedMs = 0; waitedMs < patience; waitedMs += ASK_EVERY_MS) {
    if (!(await guard.acquire())) return false;
    await guard.release();
    await pause(ASK_EVERY_MS);
  }
  return guard.acquire();
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};
