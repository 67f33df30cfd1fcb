import { assertSchemaCompatibility, createPostgresBackend } from 'bullmq';
import { GrowingPause } from './growing-pause';

export type StoreEvents = { onLost: (error: Error) => void; onBack: () => void };

type Backend = ReturnType<typeof createPostgresBackend>;

/**
 * BullMQ's workers ask PostgreSQL for work again a tenth of a second after it was away, or at once,
 * each for itself and for ever. Here they hear of it only after a pause, which grows.
 */
export const patientBackend =
  ({ onLost, onBack }: StoreEvents): typeof createPostgresBackend =>
  (name, options, more) => {
    const backend = forgetting(createPostgresBackend(name, options, more));
    if (!more?.withBlockingConnection) return backend;
    const pause = new GrowingPause({
      onFailure: (error) => onLost(error instanceof Error ? error : new Error('unknown')),
      onEnd: onBack,
    });
    const take = backend.moveToActive.bind(backend);
    const wait = backend.waitForJob.bind(backend);
    const disconnect = backend.disconnectBlocking.bind(backend);
    return Object.assign(backend, {
      moveToActive: (...asked: Parameters<typeof take>) => pause.after(() => take(...asked)),
      waitForJob: (...asked: Parameters<typeof wait>) => pause.after(() => wait(...asked)),
      // A worker that closes disconnects first, and then waits for its own last question.
      disconnectBlocking: (...how: Parameters<typeof disconnect>) => {
        pause.cut();
        return disconnect(...how);
      },
    });
  };

/**
 * BullMQ looks once whether its tables are there, and remembers for ever even that it could not look:
 * such a queue would fail until the process ends. It also leaves an error of that one connection to
 * nobody, which the pool does not.
 */
const forgetting = (backend: Backend): Backend => {
  const { connection } = backend;
  const prepare = backend.waitUntilReady.bind(backend);
  let known: Promise<unknown> | undefined;
  connection.waitUntilReady = async () => {
    known ??= assertSchemaCompatibility(connection.pool, connection.schema);
    try {
      await known;
    } catch (error) {
      known = undefined;
      throw error;
    }
  };
  backend.waitUntilReady = async () => {
    await connection.waitUntilReady();
    await prepare();
  };
  return backend;
};
