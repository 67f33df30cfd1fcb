// npm start: builds what is stale, then runs everything in this very process, so that signals need
// no passing on.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { requireNode } from './require-node.mjs';

requireNode();
const { build, ROOT } = await import('./build.mjs');
try {
  await build();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
process.stdout.write('Starting ...\n');
process.chdir(ROOT);
process.argv.push('--all-in-one');
createRequire(import.meta.url)(join(ROOT, 'dist/apps/api/src/main.js'));
