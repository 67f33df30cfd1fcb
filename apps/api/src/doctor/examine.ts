import type { Check } from './check';
import { checkConfiguration } from './check-configuration';
import { checkDatabase } from './check-database';
import { checkMail } from './check-mail';
import { checkProviders } from './check-providers';
import { checkPublicUrl } from './check-public-url';
import { checkQueue } from './check-queue';
import { checkStorage } from './check-storage';
import { checkTwilio } from './check-twilio';

/** Looks at everything the service depends on, changes nothing, and never rejects for what it finds. */
export const examine = async (source: NodeJS.ProcessEnv): Promise<Check[]> => {
  const { check, config } = checkConfiguration(source);
  if (!config) return [check];
  const checks = await Promise.all([
    checkDatabase(config),
    checkQueue(config),
    checkStorage(config),
    checkProviders(config),
    checkMail(config),
    checkTwilio(config),
    checkPublicUrl(config),
  ]);
  return [check, ...checks.flat()];
};
