import type { Request } from 'express';

/** Where a request comes from, as far as signing in cares. */
export type Client = { address: string; userAgent: string };

const USER_AGENT_LENGTH = 300;

export const clientOf = (request: Request): Client => ({
  address: request.ip ?? 'unknown',
  userAgent: (request.headers['user-agent'] ?? '').slice(0, USER_AGENT_LENGTH),
});
