import { api, dataOf } from '$lib/api/client';
import { PERSONA } from '$lib/features/personas/persona-scope';
import { requireAuthor } from '../../require-author';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, parent, depends }) => {
  depends(PERSONA);
  requireAuthor((await parent()).me);
  const path = { id: params.id };
  const [versions, members] = await Promise.all([
    api.GET('/api/personas/{id}/versions', { fetch, params: { path } }).then(dataOf),
    api.GET('/api/members', { fetch, params: { query: { limit: 100 } } }).then(dataOf),
  ]);
  return {
    versions: versions.toSorted((a, b) => b.version - a.version),
    // Versions name their author by id.
    authors: Object.fromEntries(members.items.map(({ id, name }) => [id, name])),
  };
};
