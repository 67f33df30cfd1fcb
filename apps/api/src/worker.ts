import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { environment } from './config/environment';
import { loadConfig } from './config/load-config';
import { AppLogger } from './platform/logging/app-logger';
import { type Running, runProcess } from './platform/process/run-process';
import { WorkerProcessModule } from './worker.module';

const startWorker = async (): Promise<Running> => {
  const config = loadConfig(environment());
  const app = await NestFactory.createApplicationContext(WorkerProcessModule.with(config), {
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(app.get(AppLogger));
  process.stdout.write('Sparline works on jobs.\n');
  return { stop: () => app.close() };
};

runProcess(startWorker);
