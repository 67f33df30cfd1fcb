import { Logger } from '@nestjs/common';
import { resolve } from 'node:path';
import { AllInOneModule } from './app.module';
import { loadConfig } from './config/load-config';
import { readEnv } from './config/read-env';
import { SupervisedPostgres } from './platform/database/embedded/supervised-postgres';
import { migrateDatabase } from './platform/database/migrate-database';
import { refuseTakenPort } from './platform/process/port';
import type { Running } from './platform/process/run-process';
import { startServer } from './server';

/** Everything in this process, and a PostgreSQL beside it unless there is one already. */
export const startAllInOne = async (source: NodeJS.ProcessEnv): Promise<Running> => {
  const env = readEnv(source);
  const embedded = env.DATABASE_URL === undefined;
  await refuseTakenPort(env.PORT, env.HOST ?? (embedded ? '127.0.0.1' : '0.0.0.0'));
  const database = embedded
    ? await SupervisedPostgres.start(resolve(env.DATA_DIR), new Logger('Database'))
    : undefined;
  if (database?.elsewhere !== undefined) {
    process.stdout.write(
      `PostgreSQL does not run as root and cannot reach ${env.DATA_DIR} as another user, ` +
        `so the database is in ${database.elsewhere}\n`,
    );
  }
  try {
    const config = loadConfig(source, { embeddedDatabaseUrl: database?.url });
    await migrateDatabase(config.databaseUrl);
    const { app, welcome } = await startServer(AllInOneModule.with(config));
    process.stdout.write(`\n${welcome}\n`);
    return {
      stop: async () => {
        await app.close();
        await database?.stop();
      },
      abandon: () => database?.abandon(),
    };
  } catch (error) {
    await database?.stop();
    throw error;
  }
};
