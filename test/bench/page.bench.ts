import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Benchmark, type BenchRow, rowOf } from './bench-table';

const WORDS = 30;
const JOURNEY = [
  'node_modules/jest/bin/jest.js',
  '--config=test/jest.config.js',
  '--selectProjects=journeys',
  '--maxWorkers=1',
  '--silent',
  'test/journeys/speaking-over',
];

/** The journey of the same name, for longer. Needs Chromium and the dashboard: `npm run build` first. */
export const page: Benchmark = {
  name: 'page',
  about:
    'In Chromium: the first loud frame of somebody who speaks over the persona -> the player stands still',
  run: async (): Promise<BenchRow[]> => {
    const folder = mkdtempSync(join(tmpdir(), 'sparline-bench-'));
    const file = join(folder, 'reactions.json');
    const { status, stderr } = spawnSync(process.execPath, JOURNEY, {
      encoding: 'utf8',
      env: { ...process.env, REACTIONS: String(WORDS), REACTIONS_FILE: file },
    });
    const told = status === 0 ? readFileSync(file, 'utf8') : '[]';
    rmSync(folder, { recursive: true, force: true });
    if (status !== 0) throw new Error(stderr);
    const reactions = JSON.parse(told) as number[];
    return [
      rowOf('by the page itself, from the start of the first loud frame', reactions, {
        unit: 'ms',
        target: 'p95 100',
      }),
    ];
  },
};
