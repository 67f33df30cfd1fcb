import type { Me } from '$lib/api/types';
import { allows } from '$lib/state/session';
import { error } from '@sveltejs/kit';

/** The server would refuse the first save; better to say so before anything is written. */
export const requireAuthor = (me: Me): void => {
  if (!allows(me, 'persona:write')) {
    error(403, { message: 'Only administrators change personas.', code: 'auth.not_allowed' });
  }
};
