import { api, ask } from '$lib/api/client';
import { destinationOf } from '$lib/api/sign-in-address';
import { redirect } from '@sveltejs/kit';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url }) => {
  const destination = destinationOf(url);
  const answer = await ask(api.GET('/api/me', { fetch }));
  if (answer.ok) {
    redirect(303, destination);
  }
  return { destination, ended: answer.problem.code === 'auth.session_expired' };
};
