import type { IncomingMessage } from 'node:http';
import { ProviderError } from './provider-error';
import { kindOfStatus, providerFailure } from './provider-failure';

/** What a vendor means that answers a WebSocket's upgrade with a status, and how long to wait. */
export function refusedUpgrade(
  provider: string,
  { statusCode = 0, headers }: Pick<IncomingMessage, 'statusCode' | 'headers'>,
): ProviderError {
  const isRefusal = statusCode >= 400;
  const expected = isRefusal ? kindOfStatus(statusCode) : 'bad_response';
  const { kind, message } = providerFailure(provider, expected, statusCode);
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  const retryAfterMs = Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : undefined;
  return new ProviderError(provider, kind, message, retryAfterMs);
}
