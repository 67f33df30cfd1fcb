import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { ProviderError, type ProviderErrorKind } from '../../resilience/provider-error';
import { kindOfStatus, providerFailure } from '../../resilience/provider-failure';

const QUOTA_CODES = new Set(['insufficient_quota', 'billing_hard_limit_reached']);
const RATE_CODES = new Set(['rate_limit_exceeded', 'rate_limit_error']);

/** What a vendor said, without its words: those may quote prompts or keys. */
export function toProviderError(provider: string, error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  const kind = kindOf(error);
  const status = isSdkError(error) ? error.status : undefined;
  const { message } = providerFailure(provider, kind, status);
  return new ProviderError(provider, kind, message, retryAfterMs(error));
}

export function badResponse(provider: string): ProviderError {
  return providerFailure(provider, 'bad_response');
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
  return error.status === undefined ? 'server' : kindOfStatus(error.status);
}

function retryAfterMs(error: unknown): number | undefined {
  if (!isSdkError(error)) return undefined;
  const { headers } = error;
  const exactMs = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  if (Number.isFinite(exactMs)) return Math.max(0, exactMs);
  const seconds = Number(headers?.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : undefined;
}
