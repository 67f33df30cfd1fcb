import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { DatabaseHome } from './database-home';
import { EmbeddedDatabaseError } from './embedded-error';

const SUFFIX = process.platform === 'win32' ? '.exe' : '';

export const programOf = ({ binaries }: DatabaseHome, name: string): string =>
  join(binaries, 'bin', `${name}${SUFFIX}`);

/** Nothing of ours: it holds keys of providers. */
export const programEnv = () => ({ LC_MESSAGES: 'C', TZ: 'UTC' });

/** Runs one of PostgreSQL's programs to its end; what it printed becomes the error. */
export const runProgram = (home: DatabaseHome, name: string, args: string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(programOf(home, name), args, {
      ...home.runAs,
      cwd: '/',
      env: programEnv(),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.once('error', (error) => reject(failure(name, error.message)));
    child.once('close', (code) => (code === 0 ? resolve() : reject(failure(name, said.trim()))));
  });

const failure = (name: string, why: string) =>
  new EmbeddedDatabaseError(`PostgreSQL's ${name} failed: ${why}`);
