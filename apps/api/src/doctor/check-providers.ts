import type { AppConfig, ProviderAccount, ProviderName } from '../config/app-config';
import { isUsable } from '../config/provider-accounts';
import { type Check, failed, passed, warned } from './check';
import { PROVIDER_PROBES } from './provider-probes';

const WITHIN_MS = 8000;
const RECOGNISERS: readonly ProviderName[] = ['deepgram', 'assemblyai', 'openai'];
const NONE_FIX = 'Set a key such as OPENAI_API_KEY; docs/operations.md lists the vendors.';

/** Asks every vendor that has a key whether it takes it. */
export const checkProviders = async ({ providers, twilio }: AppConfig): Promise<Check[]> => {
  const names = Object.keys(PROVIDER_PROBES) as ProviderName[];
  const used = names.filter((name) => isUsable(providers[name]));
  if (used.length === 0) {
    const says = 'none is set up, so personas play by their script';
    return [warned('Providers', says, NONE_FIX)];
  }
  const checks = await Promise.all(used.map((name) => checkProvider(name, providers[name])));
  const isDeaf = !RECOGNISERS.some((name) => used.includes(name));
  if (isDeaf && twilio.authToken !== undefined) {
    const fix = 'Set DEEPGRAM_API_KEY, ASSEMBLYAI_API_KEY or OPENAI_API_KEY.';
    checks.push(warned('Recognition', 'nothing understands what callers say', fix));
  }
  return checks;
};

const checkProvider = async (
  name: ProviderName,
  { apiKey, baseUrl }: ProviderAccount,
): Promise<Check> => {
  const probe = PROVIDER_PROBES[name];
  const { title } = probe;
  const prefix = name.toUpperCase();
  const base = (baseUrl ?? probe.baseUrl).replace(/\/+$/, '');
  const { host } = new URL(base);
  try {
    const answer = await fetch(`${base}/${probe.path}`, {
      headers: apiKey === undefined ? {} : probe.headers(apiKey),
      redirect: 'manual',
      signal: AbortSignal.timeout(WITHIN_MS),
    });
    const { status } = answer;
    if (answer.ok || (await lacksOnlyRights(answer))) return passed(title, 'accepted');
    if (status === 401 || status === 403) {
      return failed(title, `refused (${status})`, `Check ${prefix}_API_KEY.`);
    }
    if (status === 402) return warned(title, 'accepted, but the account has no credit (402)');
    if (status === 429) return warned(title, 'asks us to slow down (429)');
    if (status === 404 && baseUrl !== undefined) {
      return warned(title, `${host} answers, but does not tell whether it takes the key (404)`);
    }
    return failed(title, `has trouble (${status})`, `Try again; check ${prefix}_BASE_URL if set.`);
  } catch {
    const fix = `Check the network, the proxy, and ${prefix}_BASE_URL if it is set.`;
    return failed(title, `not reachable at ${host}`, fix);
  }
};

/** ElevenLabs answers 401 also to a good key that may speak but not list. */
const lacksOnlyRights = async (answer: Response): Promise<boolean> => {
  if (answer.status !== 401) return false;
  const text = await answer.text();
  return text.includes('missing_permissions');
};
