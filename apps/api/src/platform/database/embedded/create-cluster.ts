import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DATABASE_USER, freePort, writeAccess } from './access';
import type { DatabaseHome } from './database-home';
import { EmbeddedDatabaseError } from './embedded-error';
import { runProgram } from './run-program';

const MAJOR = '18';

/**
 * Makes the database on the first start. It is made beside its place and moved there whole, so that
 * neither a crash nor a second process leaves half of one.
 */
export const ensureCluster = async (home: DatabaseHome): Promise<void> => {
  const versionFile = join(home.folder, 'data', 'PG_VERSION');
  if (!existsSync(versionFile)) await createCluster(home);
  const version = readFileSync(versionFile, 'utf8').trim();
  if (version === MAJOR) return;
  throw new EmbeddedDatabaseError(
    `${home.folder} was made by PostgreSQL ${version}, this is ${MAJOR}. ` +
      `Dump it with PostgreSQL ${version} and restore it into a new DATA_DIR.`,
  );
};

const createCluster = async (home: DatabaseHome): Promise<void> => {
  const draft = `${home.folder}.${process.pid}.part`;
  const password = randomBytes(24).toString('base64url');
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(join(draft, 'data'), { recursive: true, mode: 0o700 });
  // Whoever runs the server must pass through; what is inside is closed by its own mode.
  chmodSync(draft, 0o711);
  writeAccess(draft, { port: await freePort(0), password, owner: process.pid });
  const passwordFile = join(draft, 'password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (home.runAs) {
    for (const path of [join(draft, 'data'), passwordFile]) {
      chownSync(path, home.runAs.uid, home.runAs.gid);
    }
  }
  try {
    await runProgram(home, 'initdb', [
      `--pgdata=${join(draft, 'data')}`,
      `--username=${DATABASE_USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--no-instructions',
    ]);
    rmSync(passwordFile);
    moveIntoPlace(draft, home.folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
};

/** Another process may have been faster; then its database is the one. */
const moveIntoPlace = (draft: string, folder: string): void => {
  try {
    renameSync(draft, folder);
  } catch (error) {
    if (!existsSync(join(folder, 'data', 'PG_VERSION'))) throw error;
  }
};
