import { ProviderError, type ProviderErrorKind } from './provider-error';

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

/** A failure in our own words: a vendor's may quote prompts or keys. `code` is a status or a close code. */
export function providerFailure(
  provider: string,
  kind: ProviderErrorKind,
  code?: number,
): ProviderError {
  return new ProviderError(
    provider,
    kind,
    `${provider} ${SAYING[kind]}${code ? ` (${code})` : ''}.`,
  );
}

/** What an HTTP status of 400 and above means. */
export function kindOfStatus(status: number): ProviderErrorKind {
  switch (status) {
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

/** What a vendor's error code or close reason means, where its words tell more than its number. */
export function kindOfWords(words: string): ProviderErrorKind | undefined {
  if (/quota|credit|payment|billing/i.test(words)) return 'quota';
  if (/rate.?limit|concurren|too.?many|busy|max.?active/i.test(words)) return 'rate';
  if (/api.?key|unauth|forbidden|permission/i.test(words)) return 'auth';
  return undefined;
}
