import type { AppConfig } from '../config/app-config';
import { probeDatabase } from '../platform/database/probe-database';
import { type Check, failed, passed, warned } from './check';
import { within } from './within';

const NAME = 'Database';
const WITHIN_MS = 6000;
const OLDEST = 13;

export const checkDatabase = async ({ embedded, databaseUrl }: AppConfig): Promise<Check> => {
  if (embedded) return passed(NAME, 'comes along with npm start (DATABASE_URL is not set)');
  try {
    const { version, pending } = await within(WITHIN_MS, probeDatabase(databaseUrl));
    if (version < OLDEST) {
      const fix = `Use PostgreSQL ${OLDEST} or newer.`;
      return failed(NAME, `is PostgreSQL ${version}, which is too old`, fix);
    }
    if (pending === 0) return passed(NAME, `PostgreSQL ${version}, up to date`);
    const says = `PostgreSQL ${version}; ${pending} migrations have not run`;
    return warned(NAME, says, 'Run npm run migrate before the service starts.');
  } catch (error) {
    const fix = 'Check DATABASE_URL: host, port, user, password, and that the database exists.';
    return failed(NAME, `does not let us in (${reasonOf(error)})`, fix);
  }
};

/** PostgreSQL's own words name the user and the database, never the password. */
const reasonOf = (error: unknown): string => {
  const { code, message } = error as Error & { code?: string };
  return message || code || 'no reason given';
};
