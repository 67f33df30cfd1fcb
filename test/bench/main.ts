import { type Benchmark, tableOf } from './bench-table';
import { heard } from './heard.bench';
import { latency } from './latency.bench';
import { load } from './load.bench';
import { memory } from './memory.bench';
import { micro } from './micro.bench';
import { reaction } from './reaction.bench';

const BENCHMARKS: readonly Benchmark[] = [latency, heard, reaction, load, memory, micro];

const USAGE = `Usage: npm run bench [-- ${BENCHMARKS.map(({ name }) => name).join(' | ')} ...]`;

/** Without arguments all of them, one after the other: they must not disturb each other. */
async function main(): Promise<void> {
  const names = process.argv.slice(2);
  const unknown = names.find((name) => !BENCHMARKS.some((benchmark) => benchmark.name === name));
  if (unknown !== undefined) throw new Error(USAGE);
  for (const { name, about, run } of BENCHMARKS) {
    if (names.length > 0 && !names.includes(name)) continue;
    const rows = await run();
    process.stdout.write(`\n${name}: ${about}\n\n${tableOf(rows)}\n`);
  }
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
