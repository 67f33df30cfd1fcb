import type { Request } from 'express';
import type { Actor } from './actor';

/** A request as it is after the guard let it through. */
export type AuthenticatedRequest = Request & {
  actor?: Actor;
  /** Set when the sign-in cookie spoke for the actor. */
  signInSessionId?: string;
};
