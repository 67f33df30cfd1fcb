import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import type { RequestHandler } from 'express';
import { QUEUE_NAMES } from './jobs';
import type { QueueConnection } from './queue-connection';

type BoardAdapter = Parameters<typeof createBullBoard>[0]['serverAdapter'];

export const QUEUE_BOARD_PATH = '/admin/queues';

/** The page that shows the queues. Whoever mounts it decides who may see it. */
export const queueBoard = (connection: QueueConnection): RequestHandler => {
  const serverAdapter = new ExpressAdapter().setBasePath(QUEUE_BOARD_PATH);
  createBullBoard({
    queues: QUEUE_NAMES.map((name) => new BullMQAdapter(connection.queue(name))),
    // The adapter's package brings types of its own, of another patch version.
    serverAdapter: serverAdapter as unknown as BoardAdapter,
    options: { uiConfig: { boardTitle: 'Sparline jobs' } },
  });
  return serverAdapter.getRouter() as RequestHandler;
};
