export type ProviderErrorKind =
  'auth' | 'quota' | 'rate' | 'timeout' | 'network' | 'bad_request' | 'bad_response' | 'server';

const RETRYABLE: ReadonlySet<ProviderErrorKind> = new Set([
  'rate',
  'timeout',
  'network',
  'bad_response',
  'server',
]);

/** What went wrong at a vendor. The message never holds prompts, transcripts or keys. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';

  constructor(
    readonly provider: string,
    readonly kind: ProviderErrorKind,
    message: string,
    readonly retryAfterMs?: number,
  ) {
    super(message);
  }

  get retryable(): boolean {
    return RETRYABLE.has(this.kind);
  }
}
