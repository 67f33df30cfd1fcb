import type { AppConfig } from '../config/app-config';
import { ConfigError } from '../config/config-error';
import { loadConfig } from '../config/load-config';
import { type Check, failed, passed } from './check';

const NAME = 'Configuration';
/** Stands in for the one that is made at the first start: looking must not make it. */
const ANY_SECRET = 'not a secret, only a place where one goes';

/** The configuration as the service would read it; without one nothing else can be looked at. */
export const checkConfiguration = (
  source: NodeJS.ProcessEnv,
): { check: Check; config?: AppConfig } => {
  const isEmbedded = !source['DATABASE_URL'];
  const filled = isEmbedded && !source['SESSION_SECRET'] ? { SESSION_SECRET: ANY_SECRET } : {};
  try {
    const embeddedDatabaseUrl = isEmbedded ? 'postgres://embedded' : undefined;
    const config = loadConfig({ ...source, ...filled }, { embeddedDatabaseUrl });
    return { config, check: passed(NAME, 'every variable makes sense') };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const fix = 'Correct this variable; docs/operations.md lists them all.';
    return { check: failed(NAME, error.message, fix) };
  }
};
