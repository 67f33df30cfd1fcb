import { api, dataOf } from '$lib/api/client';
import { PERSONA } from '$lib/features/personas/persona-scope';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ fetch, params, depends }) => {
  depends(PERSONA);
  const path = { id: params.id };
  return { persona: dataOf(await api.GET('/api/personas/{id}', { fetch, params: { path } })) };
};
