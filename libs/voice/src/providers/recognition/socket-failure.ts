import { ProviderError, type ProviderErrorKind } from '../../resilience/provider-error';

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

/** A failure in our own words: a vendor's may quote keys or what was said. */
export function socketFailure(
  provider: string,
  kind: ProviderErrorKind,
  detail: { code?: number; retryAfterMs?: number } = {},
): ProviderError {
  const code = detail.code === undefined ? '' : ` (${detail.code})`;
  const message = `${provider} ${SAYING[kind]}${code}.`;
  return new ProviderError(provider, kind, message, detail.retryAfterMs);
}

/** What a refused WebSocket upgrade means. */
export function kindOfStatus(status: number): ProviderErrorKind {
  switch (status) {
    case 401:
    case 403:
      return 'auth';
    case 402:
      return 'quota';
    case 408:
      return 'timeout';
    case 429:
      return 'rate';
    default:
      return status >= 500 ? 'server' : 'bad_request';
  }
}

/** What a close means where the vendor says nothing else (RFC 6455, section 7.4.1). */
export function kindOfClose(code: number): ProviderErrorKind {
  switch (code) {
    case 1002:
    case 1003:
    case 1007:
    case 1008:
    case 1009:
      return 'bad_request';
    case 1011:
    case 1012:
    case 1013:
      return 'server';
    default:
      return 'network';
  }
}
