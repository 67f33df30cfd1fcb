import type { ProviderAccount } from './app-config';

export const GEMINI_URL = 'https://generativelanguage.googleapis.com/v1beta/openai/';

/** What is asked where the operator names no model. */
export const DEFAULT_LANGUAGE_MODELS = {
  openai: 'gpt-4.1-mini',
  gemini: 'gemini-3.5-flash',
} as const;

/** Generally available, and its prices are known. */
export const DEFAULT_REALTIME_MODEL = 'gpt-realtime-1.5';

/** A server of one's own needs no key, a vendor's does. */
export const isUsable = ({ apiKey, baseUrl }: ProviderAccount): boolean =>
  apiKey !== undefined || baseUrl !== undefined;
