import { readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { freePort } from '../../support/free-port';
import { buildServer, newFolder, passwordIn, ready, type Service, start } from './service';

const postmaster = (folder: string): number =>
  Number(readFileSync(join(folder, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);

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

  beforeAll(buildServer, 120_000);
  beforeEach(async () => {
    folder = newFolder();
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
    await gone(server);

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

/** A process that has ended is seen for a moment more, until its parent has noticed. */
const gone = async (pid: number): Promise<void> => {
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      process.kill(pid, 0);
    } catch (error) {
      expect(error).toMatchObject({ code: 'ESRCH' });
      return;
    }
    await new Promise((again) => setTimeout(again, 50));
  }
  throw new Error(`Process ${pid} is still there.`);
};
