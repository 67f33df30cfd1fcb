import type { NestExpressApplication } from '@nestjs/platform-express';
import { type NextFunction, type Request, type Response, static as staticFiles } from 'express';
import { readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';

/** Where the build puts it, seen from the project's folder. */
export const DASHBOARD_FOLDER = resolve('apps/dashboard/build');
/** These belong to the server: a typo there has to be a 404, not a page. */
const SERVER_PATHS =
  /^\/(api|health|metrics|admin|socket\.io|voice|media-stream|sms|usage-data)(\/|$)/;
const A_YEAR_MS = 365 * 86_400_000;

/** The single page, or undefined when no dashboard has been built. */
export const dashboardPage = (folder: string): string | undefined => {
  try {
    return readFileSync(join(folder, 'index.html'), 'utf8');
  } catch {
    return undefined;
  }
};

export const serveDashboard = (
  app: NestExpressApplication,
  { folder, page }: { folder: string; page: string },
): void => {
  app.use(staticFiles(folder, { index: false, maxAge: 0, setHeaders: cacheByName }));
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (!isPage(request)) return next();
    response.setHeader('Cache-Control', 'no-cache');
    response.type('html').send(page);
  });
};

/** What has its content's hash in its name never changes. */
const cacheByName = (response: Response, path: string): void => {
  const hashed = path.includes(`${sep}_app${sep}immutable${sep}`);
  response.setHeader(
    'Cache-Control',
    hashed ? `public, max-age=${A_YEAR_MS / 1000}, immutable` : 'no-cache',
  );
};

const isPage = (request: Request): boolean =>
  (request.method === 'GET' || request.method === 'HEAD') &&
  !SERVER_PATHS.test(request.path) &&
  !/\.\w+$/.test(request.path) &&
  Boolean(request.accepts('html'));
