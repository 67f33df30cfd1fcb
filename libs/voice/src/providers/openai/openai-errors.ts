import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { ProviderError, type ProviderErrorKind } from '../../resilience/provider-error';

const QUOTA_CODES = new Set(['insufficient_quota', 'billing_hard_limit_reached']);
const RATE_CODES = new Set(['rate_limit_exceeded', 'rate_limit_error']);

const SAYING: Readonly<Record<ProviderErrorKind, string>> = {
  auth: 'refused the key',
  quota: 'has no credit left on this account',
  rate: 'asked to slow down',
  timeout: 'did not answer in time',
  network: 'could not be reached, or the connection broke',
  bad_request: 'refused the request',
  bad_response: 'answered with something that could not be understood',
  server: 'failed',
};

/** What a vendor said, without its words: those may quote prompts or keys. */
export function toProviderError(provider: string, error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  const kind = kindOf(error);
  const status = isSdkError(error) ? error.status : undefined;
  const message = `${provider} ${SAYING[kind]}${status ? ` (${status})` : ''}.`;
  return new ProviderError(provider, kind, message, retryAfterMs(error));
}

export function badResponse(provider: string): ProviderError {
  return new ProviderError(provider, 'bad_response', `${provider} ${SAYING.bad_response}.`);
}

type SdkError = APIError<number | undefined, Headers | undefined>;

function isSdkError(error: unknown): error is SdkError {
  return error instanceof APIError;
}

function kindOf(error: unknown): ProviderErrorKind {
  if (error instanceof APIConnectionTimeoutError) return 'timeout';
  if (error instanceof APIConnectionError) return 'network';
  if (isSdkError(error)) return kindOfAnswer(error);
  if (error instanceof SyntaxError) return 'bad_response';
  // A connection that breaks while a body is read is undici's bare TypeError "terminated".
  return 'network';
}

function kindOfAnswer(error: SdkError): ProviderErrorKind {
  const code = error.code ?? error.type ?? '';
  if (QUOTA_CODES.has(code)) return 'quota';
  if (RATE_CODES.has(code)) return 'rate';
  const { status } = error;
  switch (status) {
    case undefined:
      return 'server';
    case 401:
    case 403:
      return 'auth';
    case 402:
      return 'quota';
    case 408:
      return 'timeout';
    case 409:
      return 'server';
    case 429:
      return 'rate';
    default:
      return status >= 500 ? 'server' : 'bad_request';
  }
}

function retryAfterMs(error: unknown): number | undefined {
  if (!isSdkError(error)) return undefined;
  const { headers } = error;
  const exactMs = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  if (Number.isFinite(exactMs)) return Math.max(0, exactMs);
  const seconds = Number(headers?.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : undefined;
}
