import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../..');
const MAIN = join(ROOT, 'dist/apps/api/src/main.js');

type Service = { child: ChildProcess; said: () => string; exit: Promise<number | null> };

/** The service as `npm start` runs it, in a data folder of its own. */
const start = (folder: string, port: number, more: NodeJS.ProcessEnv = {}): Service => {
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

const ready = async (service: Service): Promise<void> => {
  const ended = service.exit.then((code) => {
    throw new Error(`It ended with ${code}: ${service.said()}`);
  });
  const spoken = (async () => {
    while (!service.said().includes('Sparline is ready')) await pause(50);
  })();
  await Promise.race([spoken, ended]);
};

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
};

const postmaster = (folder: string): number =>
  Number(readFileSync(join(folder, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);

const passwordIn = (said: string): string => /with the password (\S+)/.exec(said)?.[1] ?? '';

describe('Everything in one process', () => {
  let folder: string;
  let port: number;
  const services: Service[] = [];
  const launch = (more?: NodeJS.ProcessEnv) => {
    const service = start(folder, port, more);
    services.push(service);
    return service;
  };
  const signIn = (password: string) =>
    fetch(`http://127.0.0.1:${port}/api/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'admin@sparline.local', password }),
    });

  beforeAll(() => {
    execFileSync(process.execPath, ['scripts/build.mjs', '--server', '--quiet'], { cwd: ROOT });
  }, 120_000);
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sparline-e2e-'));
    chmodSync(folder, 0o755);
    port = await freePort();
  });
  afterEach(async () => {
    for (const { child, exit } of services.splice(0)) {
      child.kill('SIGTERM');
      await exit;
    }
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it('shows a password once, lets one in with it, and remembers after a polite stop', async () => {
    const first = launch({ SEED_DEMO: '0' });
    await ready(first);
    const password = passwordIn(first.said());
    expect((await signIn(password)).status).toBe(200);
    const server = postmaster(folder);
    first.child.kill('SIGINT');
    expect(await first.exit).toBe(0);
    expect(() => process.kill(server, 0)).toThrow('ESRCH');

    const second = launch({ SEED_DEMO: '0' });
    await ready(second);
    expect(second.said()).not.toContain('password');
    expect((await signIn(password)).status).toBe(200);
  }, 120_000);

  it('loses nothing to a kill, and says so by simply starting', async () => {
    const first = launch({ SEED_DEMO: '0' });
    await ready(first);
    const password = passwordIn(first.said());
    first.child.kill('SIGKILL');
    await first.exit;
    await ready(launch());
    expect((await signIn(password)).status).toBe(200);
  }, 120_000);

  it('takes one Ctrl-C that arrives twice, as through npm, for one', async () => {
    const service = launch({ SEED_DEMO: '0' });
    await ready(service);
    service.child.kill('SIGINT');
    service.child.kill('SIGINT');
    expect(await service.exit).toBe(0);
  }, 60_000);

  it.each([
    ['a taken port', {}, /^PORT takes a free port, and \d+ is taken\. .*PORT=\d+ npm start\.$/m],
    ['a value that is none', { LOG_LEVEL: 'loud' }, /^LOG_LEVEL takes one of fatal, .*\.$/m],
    ['a host that is not here', { HOST: '203.0.113.7' }, /^HOST takes an address of this machine/m],
  ])(
    'stops at %s with one line',
    async (_what, more, line) => {
      const blocker = createServer();
      await new Promise<void>((done) => blocker.listen(port, '127.0.0.1', done));
      const service = launch(more);
      expect(await service.exit).toBe(1);
      expect(service.said().trim()).toMatch(line);
      expect(service.said().trim().split('\n')).toHaveLength(1);
      await new Promise((done) => blocker.close(done));
    },
    30_000,
  );

  it('refuses a folder that is in use, and disturbs nobody', async () => {
    const first = launch({ SEED_DEMO: '0' });
    await ready(first);
    const second = start(folder, await freePort());
    expect(await second.exit).toBe(1);
    expect(second.said()).toMatch(/^Sparline is already running on .*DATA_DIR=/);
    expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200);
  }, 60_000);
});
