import { Module } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test, type TestingModuleBuilder } from '@nestjs/testing';
import { rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { FEATURES, type Modules } from '../../apps/api/src/app.module';
import type { AppConfig, ConfigValues } from '../../apps/api/src/config/app-config';
import { mountQueueBoard } from '../../apps/api/src/mount-queue-board';
import { configureApp } from '../../apps/api/src/platform/http/configure-app';
import { PlatformModule } from '../../apps/api/src/platform/platform.module';
import { createTestDatabase } from './test-database';
import { testConfig } from './test-config';

export type TestAppOptions = {
  /** Instead of all features. Add `WorkerModule` for jobs to be worked on. */
  modules?: Modules;
  config?: Partial<ConfigValues>;
  /** To replace providers, e.g. `(builder) => builder.overrideProvider(Clock).useValue(clock)`. */
  override?: (builder: TestingModuleBuilder) => TestingModuleBuilder;
  /** Instead of the built one. */
  dashboardFolder?: string;
  /** Between creating and listening, e.g. for a socket adapter. */
  prepare?: (app: NestExpressApplication) => void;
};

export type TestApp = {
  app: NestExpressApplication;
  config: AppConfig;
  /** Where it listens, without a slash at the end. */
  url: string;
  close(): Promise<void>;
};

/** The real server on a database of its own, listening on a free port. */
export const createTestApp = async (options: TestAppOptions = {}): Promise<TestApp> => {
  const database = await createTestDatabase();
  const config = testConfig(database.url, options.config);
  const imports = [PlatformModule.with(config), ...(options.modules ?? FEATURES)];
  @Module({ imports })
  class TestAppModule {}
  const builder = Test.createTestingModule({ imports: [TestAppModule] });
  const testing = await (options.override?.(builder) ?? builder).compile();
  const app = testing.createNestApplication<NestExpressApplication>({ bodyParser: false });
  configureApp(app, options);
  if (!options.modules) mountQueueBoard(app);
  options.prepare?.(app);
  await app.listen(0, '127.0.0.1');
  const { port } = (app.getHttpServer() as { address(): AddressInfo }).address();
  return {
    app,
    config,
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      await app.close();
      await database.drop();
      rmSync(config.dataDir, { recursive: true, force: true });
    },
  };
};
