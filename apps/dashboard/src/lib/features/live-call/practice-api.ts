import { api, dataOf } from '$lib/api/client';
import type { WorkReport } from './feedback-watch.svelte';
import type { PracticePersona } from './practice-data';
import type { ServerAbilities } from './speech-plan';

type Fetch = typeof globalThis.fetch;

export const practiceOptions = async (fetch: Fetch): Promise<ServerAbilities> =>
  dataOf(await api.GET('/api/practice/options', { fetch }));

export const listPracticePersonas = async (fetch: Fetch): Promise<PracticePersona[]> => {
  const query = { limit: 100 };
  return dataOf(await api.GET('/api/personas', { fetch, params: { query } })).items;
};

export const callWork = async (id: string): Promise<WorkReport> =>
  dataOf(await api.GET('/api/calls/{id}', { params: { path: { id } } }));
