import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { EmbeddedDatabaseError } from './embedded-error';

export type Identity = { uid: number; gid: number };

/** `postgres` where it exists, because that is what it is for; every Unix has `nobody`. */
const CANDIDATES = ['postgres', 'nobody'];

/**
 * Whom PostgreSQL runs as: it refuses root. Undefined means as ourselves. Data that exists decides,
 * because PostgreSQL accepts nobody but its owner.
 */
export const databaseUser = (dataFolder: string): Identity | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const existing = statSync(dataFolder, { throwIfNoEntry: false });
  if (existing && existing.uid !== 0) return { uid: existing.uid, gid: existing.gid };
  for (const name of CANDIDATES) {
    const found = lookUp(name);
    if (found) return found;
  }
  throw new EmbeddedDatabaseError(
    'PostgreSQL does not run as root, and there is neither a user postgres nor nobody. ' +
      'Start as an ordinary user, or set DATABASE_URL.',
  );
};

const lookUp = (name: string): Identity | undefined => {
  const id = (flag: '-u' | '-g') =>
    Number(
      execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    );
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
};
