import 'reflect-metadata';
import { startAllInOne } from './all-in-one';
import { AppModule } from './app.module';
import { environment } from './config/environment';
import { loadConfig } from './config/load-config';
import { refuseTakenPort } from './platform/process/port';
import { type Running, runProcess } from './platform/process/run-process';
import { startServer } from './server';

const startApi = async (): Promise<Running> => {
  const config = loadConfig(environment());
  await refuseTakenPort(config.port, config.host);
  const { app, welcome } = await startServer(AppModule.with(config));
  process.stdout.write(welcome);
  return { stop: () => app.close() };
};

runProcess(() =>
  process.argv.includes('--all-in-one') ? startAllInOne(environment()) : startApi(),
);
