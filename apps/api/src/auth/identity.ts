import type { Actor } from './actor';

/** Who speaks, and by which sign-in session when it was a cookie. */
export type Identity = {
  actor: Actor;
  signInSessionId?: string;
  /** The session's end was moved, so the browser's cookie must be too. */
  renewed?: boolean;
};
