import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../..');
const MAIN = join(ROOT, 'dist/apps/api/src/main.js');

export type Service = { child: ChildProcess; said: () => string; exit: Promise<number | null> };

export const buildServer = (): void => {
  execFileSync(process.execPath, ['scripts/build.mjs', '--server', '--quiet'], { cwd: ROOT });
};

/** A data folder that an embedded database's own user can reach. */
export const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'sparline-e2e-'));
  chmodSync(folder, 0o755);
  return folder;
};

/** The service as `npm start` runs it, in a data folder of its own. */
export const start = (folder: string, port: number, more: NodeJS.ProcessEnv = {}): Service => {
  const child = spawn(process.execPath, [MAIN, '--all-in-one'], {
    cwd: ROOT,
    env: {
      PATH: process.env['PATH'],
      DATA_DIR: folder,
      PORT: String(port),
      LOG_LEVEL: 'warn',
      ...more,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const exit = new Promise<number | null>((done) => child.once('close', (code) => done(code)));
  return { child, said: () => said, exit };
};

export const ready = async (service: Service): Promise<void> => {
  const ended = service.exit.then((code) => {
    throw new Error(`It ended with ${code}: ${service.said()}`);
  });
  const spoken = (async () => {
    while (!service.said().includes('Sparline is ready')) {
      await new Promise((done) => setTimeout(done, 50));
    }
  })();
  await Promise.race([spoken, ended]);
};

export const passwordIn = (said: string): string => /with the password (\S+)/.exec(said)?.[1] ?? '';
