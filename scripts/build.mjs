// Builds what is stale: the server file by file with swc, the dashboard with Vite.
//   node scripts/build.mjs [--server] [--dashboard] [--quiet]
// Types are not checked here: that is `npm run check`.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compileFiles } from './compile.mjs';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const DIST = join(ROOT, 'dist');
const SERVER_SOURCES = [
  'apps/api/src',
  'libs',
  'migrations',
  'scripts',
  'test/bench',
  'test/simulators',
];
const DASHBOARD_SOURCES = [
  'apps/dashboard/src',
  'apps/dashboard/static',
  'apps/dashboard/package.json',
  'apps/dashboard/svelte.config.js',
  'apps/dashboard/tsconfig.json',
  'apps/dashboard/vite.config.ts',
  'libs/personas/src',
  'package-lock.json',
];

const isServerSource = (path) => /\.(ts|json)$/.test(path) && !/\.(spec|d)\.ts$/.test(path);

const filesBelow = (path) => {
  const absolute = join(ROOT, path);
  const stat = statSync(absolute, { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return [path];
  return readdirSync(absolute, { withFileTypes: true }).flatMap((entry) =>
    filesBelow(`${path}/${entry.name}`),
  );
};

const markOf = (path) => {
  const { mtimeMs, size } = statSync(join(ROOT, path));
  return `${mtimeMs}:${size}`;
};

const readStamp = (name) => {
  try {
    return JSON.parse(readFileSync(join(DIST, name), 'utf8'));
  } catch {
    return {};
  }
};

const writeStamp = (name, stamp) => {
  mkdirSync(DIST, { recursive: true });
  writeFileSync(join(DIST, name), JSON.stringify(stamp));
};

const outputOf = (path) => join(DIST, path.replace(/\.ts$/, '.js'));

/** Compiles what changed since the last time, and takes away what has no source any more. */
const buildServer = async (say) => {
  const before = readStamp('.server.json');
  const sources = SERVER_SOURCES.flatMap(filesBelow).filter(isServerSource);
  const compilerMark = ['scripts/compile.mjs', 'scripts/build.mjs', 'package-lock.json']
    .map(markOf)
    .join();
  const sameCompiler = before.compiler === compilerMark;
  const marks = Object.fromEntries(sources.map((path) => [path, markOf(path)]));
  const stale = sources.filter(
    (path) => !sameCompiler || before.marks?.[path] !== marks[path] || !existsSync(outputOf(path)),
  );
  for (const path of Object.keys(before.marks ?? {})) {
    if (!(path in marks)) rmSync(outputOf(path), { force: true });
  }
  if (stale.length > 0) {
    say(`Building the server (${stale.length} files)`);
    await compileFiles(ROOT, stale, outputOf);
  }
  writeStamp('.server.json', { compiler: compilerMark, marks });
};

const buildDashboard = (say) => {
  run('scripts/copy-vad-assets.mjs', [], ROOT);
  const hash = createHash('sha256');
  for (const path of DASHBOARD_SOURCES.flatMap(filesBelow)) hash.update(`${path}:${markOf(path)};`);
  const mark = hash.digest('hex');
  const built = existsSync(join(ROOT, 'apps/dashboard/build/index.html'));
  if (built && readStamp('.dashboard.json').mark === mark) return;
  say('Building the dashboard');
  run(
    'node_modules/vite/bin/vite.js',
    ['build', '--logLevel', 'warn'],
    join(ROOT, 'apps/dashboard'),
  );
  writeStamp('.dashboard.json', { mark });
};

/** Its output is shown only when it fails: a newcomer has to understand every line that appears. */
const run = (script, args, cwd) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, script), ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status === 0) return;
  throw new Error(`${script} failed:\n${stdout ?? ''}${stderr ?? ''}`);
};

/** Builds both parts unless one is named. */
export const build = async ({ server, dashboard, quiet } = {}) => {
  const both = !server && !dashboard;
  const say = quiet ? () => undefined : (line) => process.stdout.write(`${line} ...\n`);
  if (server || both) await buildServer(say);
  if (dashboard || both) buildDashboard(say);
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const has = (flag) => process.argv.includes(flag);
  await build({
    server: has('--server'),
    dashboard: has('--dashboard'),
    quiet: has('--quiet'),
  });
}
