import type { Me } from '$lib/api/types';
import { allows } from '$lib/state/session';
import { error } from '@sveltejs/kit';

/** Trainees see their own progress, and what everybody costs is none of their business. */
export const requireCoach = (me: Me | undefined): void => {
  if (allows(me, 'cost:read')) return;
  error(403, { message: 'Only coaches and administrators see it.', code: 'auth.not_allowed' });
};
