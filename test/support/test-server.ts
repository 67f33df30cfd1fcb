import type { EmbeddedPostgres } from '../../apps/api/src/platform/database/embedded/embedded-postgres';

export type TestServer = { server: EmbeddedPostgres; folder: string };

type Kept = { sparlineTestServer?: TestServer | undefined };

/** Setup and teardown of a run are modules of their own, which share the process and nothing else. */
export const kept = (): TestServer | undefined => (globalThis as Kept).sparlineTestServer;

export const keep = (server: TestServer | undefined): void => {
  (globalThis as Kept).sparlineTestServer = server;
};
