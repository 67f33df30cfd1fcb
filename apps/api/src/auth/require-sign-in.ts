import type { Actor } from './actor';
import { signInNeeded } from './auth.errors';

/** For what a leaked API key must not be able to do: take over its member, or make more keys. */
export const requireSignIn = (actor: Actor): void => {
  if (actor.via !== 'session') throw signInNeeded();
};
