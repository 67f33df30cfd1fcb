import { spawnSync } from 'node:child_process';
import { type Benchmark, tableOf } from './bench-table';
import { heard } from './heard.bench';
import { intent } from './intent.bench';
import { latency } from './latency.bench';
import { load } from './load.bench';
import { memory } from './memory.bench';
import { micro } from './micro.bench';
import { page } from './page.bench';
import { realtime } from './realtime.bench';
import { reaction } from './reaction.bench';
import { reports } from './reports.bench';
import { telephone } from './telephone.bench';

const BENCHMARKS: readonly Benchmark[] = [
  latency,
  heard,
  reaction,
  telephone,
  load,
  realtime,
  memory,
  micro,
  intent,
];

/** They need a filled database, or a browser, so they run only when they are named. */
const ON_REQUEST: readonly Benchmark[] = [reports, page];
const ALL = [...BENCHMARKS, ...ON_REQUEST];

const USAGE = `Usage: npm run bench [-- ${ALL.map(({ name }) => name).join(' | ')} ...]`;

/** Each in a process of its own, one after the other: they must not disturb each other. */
async function main(): Promise<void> {
  const names = process.argv.slice(2);
  const unknown = names.find((name) => !ALL.some((benchmark) => benchmark.name === name));
  if (unknown !== undefined) throw new Error(USAGE);
  const chosen = names.length === 0 ? BENCHMARKS : ALL.filter(({ name }) => names.includes(name));
  const [first] = chosen;
  if (first && chosen.length === 1) return measure(first);
  for (const { name } of chosen) {
    const { status } = spawnSync(process.execPath, [...process.execArgv, __filename, name], {
      stdio: 'inherit',
    });
    if (status !== 0) throw new Error(`The benchmark ${name} did not come to its end.`);
  }
}

async function measure({ name, about, run }: Benchmark): Promise<void> {
  const rows = await run();
  process.stdout.write(`\n${name}: ${about}\n\n${tableOf(rows)}\n`);
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
