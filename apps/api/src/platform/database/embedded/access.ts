import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

export const DATABASE_USER = 'sparline';
export const DATABASE_NAME = 'sparline';

/** How to reach the database that lives in a folder, and which process started it last. */
export type Access = { port: number; password: string; owner: number };

export const readAccess = (folder: string): Access =>
  JSON.parse(readFileSync(join(folder, 'access.json'), 'utf8')) as Access;

export const writeAccess = (folder: string, access: Access): void => {
  const file = join(folder, 'access.json');
  writeFileSync(`${file}.part`, `${JSON.stringify(access)}\n`, { mode: 0o600 });
  renameSync(`${file}.part`, file);
};

export const addressOf = ({ port, password }: Access, database = DATABASE_NAME): string =>
  `postgres://${DATABASE_USER}:${password}@127.0.0.1:${port}/${database}`;

/** The port it had, so that other programs find it again; another one when somebody took it. */
export const freePort = async (preferred: number): Promise<number> =>
  (await tryPort(preferred)) ?? (await tryPort(0)) ?? preferred;

const tryPort = (port: number): Promise<number | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const taken = typeof address === 'object' && address ? address.port : undefined;
      server.close(() => resolve(taken));
    });
  });
