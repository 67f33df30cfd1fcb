import { Env } from './env.schema';
import { ConfigError } from './config-error';

/** The parsed environment. An empty variable counts as unset: compose files pass those. */
export const readEnv = (source: NodeJS.ProcessEnv): Env => {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = Env.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ConfigError(String(issue?.path[0]), issue?.message ?? 'another value');
};
