import { api, dataOf } from '$lib/api/client';
import { personaQueryOf } from '$lib/features/personas/persona-query';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url }) => {
  const query = personaQueryOf(url);
  return { query, personas: dataOf(await api.GET('/api/personas', { fetch, params: { query } })) };
};
