// npm test: builds what is stale, runs every kind of test, and closes with one line of numbers.
//   node scripts/test.mjs [unit] [integration] [e2e] [measured] [journeys]
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireNode } from './require-node.mjs';

requireNode();
const { build, ROOT } = await import('./build.mjs');

/**
 * Quick ones first. What is measured in milliseconds runs alone, and so do journeys: a browser that waits
 * for its turn hears nothing.
 */
const STAGES = [
  { projects: ['unit'], workers: availableParallelism() },
  { projects: ['integration', 'e2e'], workers: Math.min(4, availableParallelism()) },
  { projects: ['measured', 'journeys'], workers: 1 },
];

const run = (args) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
    child.once('close', (code) => resolve(code ?? 1));
  });

const jest = async (projects, workers, report) => {
  const code = await run([
    'node_modules/jest/bin/jest.js',
    '--config=test/jest.config.js',
    `--maxWorkers=${workers}`,
    '--passWithNoTests',
    '--json',
    `--outputFile=${report}`,
    '--selectProjects',
    ...projects,
  ]);
  return { code, ...counts(report) };
};

/** A file that cannot even be loaded holds no test that could fail, and is a failure all the same. */
const counts = (report) => {
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'));
    return {
      shaky: shaky(result),
      passed: result.numPassedTests,
      failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
    };
  } catch {
    return { passed: 0, failed: 1, shaky: [] };
  }
};

/** Tests that passed, but not at once. */
const shaky = ({ testResults }) =>
  testResults
    .flatMap((file) => file.assertionResults)
    .filter((test) => test.status === 'passed' && test.invocations > 1)
    .map((test) => test.fullName);

const main = async () => {
  const wanted = process.argv.slice(2);
  const folder = mkdtempSync(join(tmpdir(), 'sparline-tests-'));
  let [passed, failed] = [0, 0];
  const secondTry = [];
  try {
    await build();
    for (const [index, { projects, workers }] of STAGES.entries()) {
      const chosen = projects.filter((name) => wanted.length === 0 || wanted.includes(name));
      if (chosen.length === 0) continue;
      const result = await jest(chosen, workers, join(folder, `${index}.json`));
      passed += result.passed;
      failed += result.failed || (result.code === 0 ? 0 : 1);
      secondTry.push(...result.shaky);
    }
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    failed += 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  for (const name of secondTry) process.stdout.write(`Passed only at its second try: ${name}\n`);
  process.exitCode = failed === 0 ? 0 : 1;
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
};

await main();
