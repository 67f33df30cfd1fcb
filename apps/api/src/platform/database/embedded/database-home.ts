import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { findBinaries } from './binaries';
import { databaseUser, type Identity } from './system-user';

/**
 * Where the database lives. Usually `DATA_DIR/postgres`, run from `node_modules`. Started as root under
 * a home that is closed to others, the user PostgreSQL runs as can reach neither, so both go to a
 * place of their own below /var/lib, and DATA_DIR keeps a note that says where.
 */
export type DatabaseHome = {
  /** Holds `data`, `access.json` and `server.log`. */
  folder: string;
  /** Holds `bin`, `lib` and `share`. */
  binaries: string;
  runAs: Identity | undefined;
  isElsewhere: boolean;
};

const NOTE = 'postgres-location';

export const prepareHome = (dataDir: string): DatabaseHome => {
  mkdirSync(dataDir, { recursive: true });
  const root = realpathSync(dataDir);
  const folder = locate(root);
  const isElsewhere = !folder.startsWith(root);
  const runAs = databaseUser(join(folder, 'data'));
  const installed = realpathSync(findBinaries());
  if (!runAs || canEnter(runAs, installed)) {
    return { folder, binaries: installed, runAs, isElsewhere };
  }
  return { folder, binaries: copyBinaries(installed, dirname(folder)), runAs, isElsewhere };
};

const locate = (dataDir: string): string => {
  const usual = join(dataDir, 'postgres');
  const note = join(dataDir, NOTE);
  if (existsSync(note)) return readFileSync(note, 'utf8').trim();
  const runAs = databaseUser(join(usual, 'data'));
  if (!runAs || canEnter(runAs, dataDir)) return usual;
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  const elsewhere = join(publicFolder(), `sparline-${hash}`, 'postgres');
  mkdirSync(dirname(elsewhere), { recursive: true, mode: 0o755 });
  writeFileSync(note, `${elsewhere}\n`);
  return elsewhere;
};

const publicFolder = (): string => (existsSync('/var/lib') ? '/var/lib' : '/var/tmp');

/** By the permission bits alone; access lists are beyond us, and then the start says what failed. */
export const canEnter = (who: Identity, folder: string): boolean => {
  const { mode, uid, gid } = statSync(folder);
  const bit = uid === who.uid ? 0o100 : gid === who.gid ? 0o010 : 0o001;
  const parent = dirname(folder);
  return (mode & bit) !== 0 && (parent === folder || canEnter(who, parent));
};

/** Named after the version, so that an upgrade brings its own. */
const copyBinaries = (installed: string, target: string): string => {
  const { version } = JSON.parse(readFileSync(join(installed, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = join(target, `pgsql-${version}`);
  if (existsSync(copy)) return copy;
  const draft = `${copy}.${process.pid}.part`;
  mkdirSync(target, { recursive: true, mode: 0o755 });
  rmSync(draft, { recursive: true, force: true });
  cpSync(installed, draft, { recursive: true, verbatimSymlinks: true });
  renameSync(draft, copy);
  return copy;
};
