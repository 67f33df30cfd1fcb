export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'gone'
  | 'too_large'
  | 'unsupported'
  | 'too_many'
  | 'unavailable';

/**
 * What a service throws. `code` is stable (`feature.what_is_wrong`); `detail` tells a person what to
 * do next. Knows no HTTP: the filter maps `kind` to a status.
 */
export class AppError extends Error {
  override readonly name = 'AppError';

  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    readonly detail: string,
    readonly fields?: readonly { path: string; message: string }[],
    /** For `too_many` and `unavailable`: when it is worth trying again. */
    readonly retryAfterMs?: number,
  ) {
    super(`${code}: ${detail}`);
  }
}
