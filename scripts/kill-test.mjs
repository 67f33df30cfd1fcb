// Kills a real service at random points while it is used, and checks what is left.
//   npm run kill-test -- [--points 200] [--seed 7]
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { requireNode } from './require-node.mjs';

requireNode();
const { build, ROOT } = await import('./build.mjs');
const { values } = parseArgs({
  options: { points: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
});
for (const [name, value] of Object.entries(values)) {
  if (/^[0-9]+$/.test(value)) continue;
  process.stderr.write(`--${name} takes a whole number.\n`);
  process.exit(1);
}
await build({ server: true });
const jest = ['node_modules/jest/bin/jest.js', '--config=test/jest.config.js'];
const only = ['--selectProjects', 'e2e', '--maxWorkers=1', 'test/e2e/process/kill-anywhere'];
const { status } = spawnSync(process.execPath, [...jest, ...only], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, KILL_POINTS: values.points, KILL_SEED: values.seed },
});
process.exitCode = status ?? 1;
