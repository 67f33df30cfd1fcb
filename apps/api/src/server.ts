import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppConfig } from './config/app-config';
import { mountQueueBoard } from './mount-queue-board';
import { configureApp } from './platform/http/configure-app';
import { Lifecycle } from './platform/lifecycle/lifecycle';
import { seed } from './seed';

export type ServerProcess = { app: NestExpressApplication; welcome: string };

/** Answers requests; the database is there and migrated. */
export const startServer = async (module: DynamicModule): Promise<ServerProcess> => {
  const app = await NestFactory.create<NestExpressApplication>(module, {
    bodyParser: false,
    bufferLogs: true,
    abortOnError: false,
    forceCloseConnections: true,
  });
  configureApp(app);
  mountQueueBoard(app);
  await app.init();
  const config = app.get(AppConfig);
  const first = await seed(app);
  await app.listen(config.port, config.host);
  stopAccepting(app);
  return { app, welcome: welcomeTo(config, first) };
};

/** Before calls are ended: nobody begins what would be cut off. */
const stopAccepting = (app: NestExpressApplication): void => {
  const server = app.getHttpServer();
  app.get(Lifecycle).onStop({
    stage: 'accepting',
    name: 'the HTTP server',
    stop: async () => {
      server.close();
      server.closeIdleConnections();
    },
  });
};

const welcomeTo = (config: AppConfig, first: { email: string; password?: string }): string => {
  const address = `Sparline is ready: ${config.publicUrl}`;
  if (first.password === undefined) return `${address}\n  Sign in as ${first.email}\n`;
  return (
    `${address}\n  Sign in as ${first.email} with the password ${first.password}\n` +
    '  It is shown this once; change it in your settings.\n'
  );
};
