import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { AppModule } from './app.module';
import { loadConfig } from './config/load-config';
import { describeApi } from './platform/http/describe-api';
import { GLOBAL_PREFIX_EXCLUSIONS } from './platform/http/configure-app';
import { runOnce } from './platform/process/run-process';

const TARGET = resolve('apps/dashboard/src/lib/api');
const FILES = ['openapi.json', 'schema.d.ts'];
const GENERATOR = resolve('node_modules/openapi-typescript/bin/cli.js');

/** Nothing is connected to: the routes are read from a preview of the application. */
const describe = async (): Promise<string> => {
  const config = loadConfig({
    DATABASE_URL: 'postgres://localhost/unused',
    SESSION_SECRET: 'unused, because nobody signs in here',
  });
  const app = await NestFactory.create(AppModule.with(config), {
    preview: true,
    logger: ['error', 'fatal'],
    abortOnError: false,
  });
  app.setGlobalPrefix('api', { exclude: GLOBAL_PREFIX_EXCLUSIONS });
  return `${JSON.stringify(describeApi(app), null, 2)}\n`;
};

const generateInto = async (folder: string): Promise<void> => {
  const description = join(folder, 'openapi.json');
  writeFileSync(description, await describe());
  execFileSync(process.execPath, [GENERATOR, description, '-o', join(folder, 'schema.d.ts')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
};

const refuseStale = (folder: string): void => {
  const stale = FILES.filter((name) => read(join(folder, name)) !== read(join(TARGET, name)));
  if (stale.length === 0) return;
  throw new Error(`${stale.join(' and ')} in ${TARGET} are stale. Run: npm run openapi`);
};

const read = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};

runOnce(async () => {
  if (!process.argv.includes('--check')) return generateInto(TARGET);
  const folder = mkdtempSync(join(tmpdir(), 'sparline-openapi-'));
  try {
    await generateInto(folder);
    refuseStale(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
