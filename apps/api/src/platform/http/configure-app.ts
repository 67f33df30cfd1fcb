import { RequestMethod } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppConfig } from '../../config/app-config';
import { AppLogger } from '../logging/app-logger';
import { readBody } from './read-body';
import { assignRequestId } from './request-id';
import { DASHBOARD_FOLDER, findPage, inlineScriptsOf, serveDashboard } from './serve-dashboard';
import { securityHeaders } from './security-headers';
import { serveDocumentation } from './serve-documentation';

/** Addresses that machines know by heart stand outside of `/api`. */
const OUTSIDE_OF_API = ['health', 'health/live', 'metrics', 'usage-data'];
/** Where the telephone company knocks. */
const WEBHOOKS = ['voice', 'voice/*path', 'sms/status'];

export const GLOBAL_PREFIX_EXCLUSIONS = [
  ...OUTSIDE_OF_API.map((path) => ({ path, method: RequestMethod.GET })),
  ...WEBHOOKS.map((path) => ({ path, method: RequestMethod.POST })),
];

/** What the server and the tests do alike, between creating the application and listening. */
export const configureApp = (
  app: NestExpressApplication,
  { dashboardFolder: folder = DASHBOARD_FOLDER }: { dashboardFolder?: string } = {},
): void => {
  const config = app.get(AppConfig);
  app.useLogger(app.get(AppLogger));
  app.set('trust proxy', config.trustedProxies);
  app.disable('x-powered-by');
  app.use(
    assignRequestId,
    findPage(folder),
    securityHeaders({
      servedOverTls: config.publicUrl.startsWith('https:'),
      inlineScripts: inlineScriptsOf,
    }),
    readBody,
  );
  app.setGlobalPrefix('api', { exclude: GLOBAL_PREFIX_EXCLUSIONS });
  serveDocumentation(app);
  serveDashboard(app, folder);
};
