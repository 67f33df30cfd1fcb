import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import type { RequestHandler, Response } from 'express';
import { QUEUE_NAMES } from './jobs';
import type { QueueConnection } from './queue-connection';

export const QUEUE_BOARD_PATH = '/admin/queues';

/** The page that shows the queues. Whoever mounts it decides who may see it. */
export const queueBoard = (connection: QueueConnection): RequestHandler => {
  const serverAdapter = new ExpressAdapter().setBasePath(QUEUE_BOARD_PATH);
  createBullBoard({
    queues: QUEUE_NAMES.map((name) => new BullMQAdapter(connection.queue(name))),
    serverAdapter,
    options: { uiConfig: { boardTitle: 'Sparline jobs' } },
  });
  const router = serverAdapter.getRouter() as RequestHandler;
  return (request, response, next) => {
    keepToOurselves(response);
    return router(request, response, next);
  };
};

/** The board's page asks other servers for a font, which our security policy refuses anyway. */
const keepToOurselves = (response: Response): void => {
  const send = response.send.bind(response);
  response.send = (body: unknown) =>
    send(typeof body === 'string' ? body.replace(/<link [^>]*href="https:[^>]*>/g, '') : body);
};
