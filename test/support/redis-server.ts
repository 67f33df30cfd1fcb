import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Redis from 'ioredis';
import { freePort } from './free-port';

export type RedisServer = { url: string; stop(): Promise<void> };

const BINARIES = ['redis-server', 'valkey-server'];

/** Undefined on a machine that has none: nothing is installed for a test. */
export const redisBinary = (): string | undefined =>
  BINARIES.find((binary) => {
    try {
      execFileSync(binary, ['--version'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });

/** A server of one's own on a free port, which keeps nothing. */
export const startRedis = async (): Promise<RedisServer> => {
  const binary = redisBinary();
  if (binary === undefined) throw new Error('There is no redis-server on this machine.');
  const folder = mkdtempSync(join(tmpdir(), 'sparline-redis-'));
  const port = await freePort();
  const keepNothing = ['--save', '', '--appendonly', 'no', '--dir', folder];
  const child = spawn(binary, ['--port', String(port), '--bind', '127.0.0.1', ...keepNothing], {
    stdio: 'ignore',
  });
  const gone = once(child, 'exit');
  const url = `redis://127.0.0.1:${port}`;
  await answering(url);
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** It tries again by itself until the server has opened its port. */
const answering = async (url: string): Promise<void> => {
  const client = new Redis(url, { maxRetriesPerRequest: 100, retryStrategy: () => 50 });
  client.on('error', () => undefined);
  try {
    await client.ping();
  } finally {
    client.disconnect();
  }
};
