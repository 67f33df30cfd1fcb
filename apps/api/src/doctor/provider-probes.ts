import type { ProviderName } from '../config/app-config';
import { GEMINI_URL } from '../config/provider-accounts';

/** The cheapest request that a vendor answers to holders of a key only. */
export type ProviderProbe = {
  title: string;
  baseUrl: string;
  path: string;
  headers: (apiKey: string) => Record<string, string>;
};

const bearer = (apiKey: string) => ({ authorization: `Bearer ${apiKey}` });

export const PROVIDER_PROBES: Record<ProviderName, ProviderProbe> = {
  openai: {
    title: 'OpenAI',
    baseUrl: 'https://api.openai.com/v1',
    path: 'models',
    headers: bearer,
  },
  gemini: { title: 'Gemini', baseUrl: GEMINI_URL, path: 'models', headers: bearer },
  deepgram: {
    title: 'Deepgram',
    baseUrl: 'https://api.deepgram.com',
    path: 'v1/projects',
    headers: (apiKey) => ({ authorization: `Token ${apiKey}` }),
  },
  cartesia: {
    title: 'Cartesia',
    baseUrl: 'https://api.cartesia.ai',
    path: 'voices?limit=1',
    headers: (apiKey) => ({ ...bearer(apiKey), 'cartesia-version': '2026-08-14' }),
  },
  elevenlabs: {
    title: 'ElevenLabs',
    baseUrl: 'https://api.elevenlabs.io',
    path: 'v1/models',
    headers: (apiKey) => ({ 'xi-api-key': apiKey }),
  },
  assemblyai: {
    title: 'AssemblyAI',
    baseUrl: 'https://streaming.assemblyai.com',
    path: 'v3/token?expires_in_seconds=60',
    headers: (apiKey) => ({ authorization: apiKey }),
  },
};
