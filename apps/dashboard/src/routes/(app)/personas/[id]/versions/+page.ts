import { api, dataOf } from '$lib/api/client';
import { PERSONA } from '$lib/features/personas/persona-scope';
import { requireAuthor } from '../../require-author';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, parent, depends }) => {
  depends(PERSONA);
  requireAuthor((await parent()).me);
  const path = { id: params.id };
  const versions = dataOf(
    await api.GET('/api/personas/{id}/versions', { fetch, params: { path } }),
  );
  return { versions: versions.toSorted((a, b) => b.version - a.version) };
};
