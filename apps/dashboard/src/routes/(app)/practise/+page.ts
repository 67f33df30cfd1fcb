import { api, dataOf } from '$lib/api/client';
import { browserAbilities } from '$lib/features/live-call/browser-abilities';
import { MODES } from '$lib/features/live-call/mode-words';
import { MINUTES } from '$lib/features/minutes/minutes-scope';
import { RINGS } from '$lib/features/phone-rings/rings-scope';
import { PHONE_NUMBERS } from '$lib/features/settings/phone-scope';
import { error } from '@sveltejs/kit';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, depends }) => {
  depends(RINGS);
  depends(PHONE_NUMBERS);
  depends(MINUTES);
  const query = { limit: 100 };
  const [answered, listed, phones, rings, policy, quota] = await Promise.all([
    api.GET('/api/practice/options', { fetch }),
    api.GET('/api/personas', { fetch, params: { query } }),
    api.GET('/api/me/phone-numbers', { fetch }).then(dataOf),
    api.GET('/api/calls/phone', { fetch }).then(dataOf),
    api.GET('/api/organization/recording-policy', { fetch }).then(dataOf),
    api.GET('/api/quotas/me', { fetch }).then(dataOf),
  ]);
  const options = dataOf(answered);
  const browser = await browserAbilities(options.voice === 'none');
  const personas = dataOf(listed).items;
  const personaId = url.searchParams.get('persona');
  const persona = personas.find((one) => one.id === personaId) ?? null;
  if (personaId && !persona) {
    error(404, 'This persona is not there any more.');
  }
  const mode = MODES.find((one) => one === url.searchParams.get('mode')) ?? null;
  const chosen = persona !== null || mode !== null || url.searchParams.has('ask');
  const known = { options, browser, personas, phones, rings: rings.items, policy, quota };
  return { ...known, persona, mode, chosen };
};
