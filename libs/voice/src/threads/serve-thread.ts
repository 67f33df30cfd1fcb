import { parentPort, type TransferListItem } from 'node:worker_threads';
import type { FromThread, ToThread } from './thread-messages';

export type ThreadJob<Job, Item> = {
  job: Job;
  /** Sends an item at once; buffers named in `transfer` are moved, not copied. */
  emit: (item: Item, transfer?: readonly TransferListItem[]) => void;
  /** Whether nobody waits for the job any more; cheap enough to ask in a loop. */
  cancelled: () => boolean;
};

/** The whole life of a `*.thread.ts` file: runs the jobs its owner sends, one after the other. */
export function serveThread<Job, Item, Result>(
  run: (job: ThreadJob<Job, Item>) => Promise<Result>,
): void {
  const port = parentPort;
  if (!port) throw new Error('This file runs in a worker thread only.');
  const send = (message: FromThread, transfer: readonly TransferListItem[] = []): void =>
    port.postMessage(message, transfer);
  let last: Promise<void> = Promise.resolve();
  port.on('message', ({ id, job, cancelled }: ToThread) => {
    const isCancelled = (): boolean => Atomics.load(cancelled, 0) === 1;
    const perform = async (): Promise<void> => {
      if (isCancelled()) return send({ id, type: 'done', result: undefined });
      try {
        const result = await run({
          job: job as Job,
          emit: (item, transfer) => send({ id, type: 'item', item }, transfer),
          cancelled: isCancelled,
        });
        send({ id, type: 'done', result });
      } catch (error) {
        send({ id, type: 'failed', message: error instanceof Error ? error.message : 'failed' });
      }
    };
    last = last.then(perform);
  });
}
