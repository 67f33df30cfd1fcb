import { MODES } from '$lib/features/live-call/mode-words';
import { listPracticePersonas, practiceOptions } from '$lib/features/live-call/practice-api';
import { error } from '@sveltejs/kit';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url }) => {
  const [options, personas] = await Promise.all([
    practiceOptions(fetch),
    listPracticePersonas(fetch),
  ]);
  const personaId = url.searchParams.get('persona');
  const persona = personas.find((one) => one.id === personaId) ?? null;
  if (personaId && !persona) {
    error(404, 'This persona is not there any more.');
  }
  const mode = MODES.find((one) => one === url.searchParams.get('mode')) ?? null;
  const chosen = persona !== null || mode !== null || url.searchParams.has('ask');
  return { options, personas, persona, mode, chosen };
};
