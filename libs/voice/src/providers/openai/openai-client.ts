import OpenAI from 'openai';
import type { Clock } from '../../clock/clock';

export type OpenAiOptions = {
  clock: Clock;
  model: string;
  /** As it shall appear in usage and health; `openai` when unset. */
  provider?: string;
  /** Servers of one's own usually take none. */
  apiKey?: string;
  /** With its `/v1` or like path; the vendor's when unset. */
  baseUrl?: string;
};

/**
 * The official client without its own retries, timeouts and logging: retries and timeouts are
 * decided by the call, and its log lines quote what could not be parsed.
 */
export function createOpenAiClient(options: OpenAiOptions): OpenAI {
  return new OpenAI({
    apiKey: options.apiKey ?? 'none',
    baseURL: options.baseUrl ?? 'https://api.openai.com/v1',
    organization: null,
    project: null,
    maxRetries: 0,
    logLevel: 'off',
  });
}
