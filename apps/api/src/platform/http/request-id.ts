import type { NextFunction, Request, Response } from 'express';
import { randomUUID } from 'node:crypto';

const REQUEST_ID = /^[\w.-]{8,64}$/;

/**
 * A proxy's id is kept when it looks like one, so that its log and ours can be read together. First
 * of all: what the body parser refuses needs one too.
 */
export const assignRequestId = (
  request: Request & { id?: unknown },
  response: Response,
  next: NextFunction,
): void => {
  const given = request.headers['x-request-id'];
  const id = typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
  request.id = id;
  response.setHeader('x-request-id', id);
  next();
};
