import type { NestExpressApplication } from '@nestjs/platform-express';
import {
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
  static as staticFiles,
} from 'express';
import { resolve, sep } from 'node:path';
import { DashboardPage, type Page } from './dashboard-page';

/** Where the build puts it, seen from the project's folder. */
export const DASHBOARD_FOLDER = resolve('apps/dashboard/build');
/** These belong to the server: a typo there has to be a 404, not a page. */
const SERVER_PATHS =
  /^\/(api|health|metrics|admin|socket\.io|voice|media-stream|sms|usage-data)(\/|$)/;
const A_YEAR_MS = 365 * 86_400_000;

type WithPage = { page?: Page };

/** Before the answer's headers are written: a page brings the names of its own scripts along. */
export const findPage = (folder: string): RequestHandler => {
  const dashboard = new DashboardPage(folder);
  return (request, response, next) => {
    if (!isPage(request)) return next();
    dashboard.current().then((page) => {
      (response.locals as WithPage).page = page;
      next();
    }, next);
  };
};

export const inlineScriptsOf = ({ locals }: Response): readonly string[] =>
  (locals as WithPage).page?.inlineScripts ?? [];

export const serveDashboard = (app: NestExpressApplication, folder: string): void => {
  app.use(staticFiles(folder, { index: false, maxAge: 0, setHeaders: cacheByName }));
  app.use((_request: Request, response: Response, next: NextFunction) => {
    const { page } = response.locals as WithPage;
    if (!page) return next();
    response.setHeader('Cache-Control', 'no-cache');
    response.type('html').send(page.html);
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
