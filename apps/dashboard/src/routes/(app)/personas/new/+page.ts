import { api, dataOf } from '$lib/api/client';
import { idOf } from '$lib/api/query-of';
import { blankPersona } from '$lib/features/personas/editor/blank-persona';
import { definitionOf } from '$lib/features/personas/editor/definition-of';
import { requireAuthor } from '../require-author';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, parent }) => {
  requireAuthor((await parent()).me);
  const id = idOf(url, 'from');
  if (id === undefined) {
    return { start: blankPersona(), copyOf: null };
  }
  const source = dataOf(await api.GET('/api/personas/{id}', { fetch, params: { path: { id } } }));
  const definition = definitionOf(source);
  return {
    start: { ...definition, name: `${definition.name.slice(0, 70)} (copy)` },
    copyOf: source.name,
  };
};
