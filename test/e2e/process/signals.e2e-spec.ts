import { execFileSync, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../..');
const RUN_PROCESS = join(ROOT, 'dist/apps/api/src/platform/process/run-process.js');

/** A process whose polite stop takes for ever. */
const STUBBORN = `
  const { runProcess } = require(${JSON.stringify(RUN_PROCESS)});
  setInterval(() => undefined, 1000);
  runProcess(async () => {
    process.stdout.write('ready');
    return {
      stop: () => new Promise(() => undefined),
      abandon: () => process.stdout.write('abandoned'),
    };
  });
`;

/** A process in which something breaks that nobody caught. */
const BROKEN = `
  const { runProcess } = require(${JSON.stringify(RUN_PROCESS)});
  runProcess(async () => {
    setTimeout(() => { throw new Error('a defect'); }, 50);
    return { stop: async () => process.stdout.write('stopped politely') };
  });
`;

const run = (program: string) => {
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const exit = new Promise<number | null>((done) => child.once('close', (code) => done(code)));
  const until = async (words: string) => {
    while (!said.includes(words)) await new Promise((done) => setTimeout(done, 20));
  };
  return { child, exit, until, said: () => said };
};

describe('A process that is told to stop', () => {
  beforeAll(() => {
    execFileSync(process.execPath, ['scripts/build.mjs', '--server', '--quiet'], { cwd: ROOT });
  }, 120_000);

  it('stops at once when it is told again a while later', async () => {
    const { child, exit, until, said } = run(STUBBORN);
    await until('ready');
    child.kill('SIGINT');
    await until('Stopping politely');
    await new Promise((done) => setTimeout(done, 1200));
    child.kill('SIGINT');
    expect(await exit).toBe(130);
    expect(said()).toContain('abandoned');
  }, 20_000);

  it('stops politely after a defect, and reports failure', async () => {
    const { exit, said } = run(BROKEN);
    expect(await exit).toBe(1);
    expect(said()).toMatch(/a defect[\s\S]*stopped politely/);
  }, 20_000);
});
