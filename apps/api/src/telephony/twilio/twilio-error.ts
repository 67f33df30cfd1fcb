import twilio from 'twilio';

export type TwilioFailure = 'refused' | 'busy' | 'unavailable' | 'unreachable' | 'timed_out';

/**
 * What went wrong at Twilio, by its numbers alone: its own sentences quote telephone numbers, and the
 * request an error of the library carries holds the text as well, so neither is passed on.
 */
export class TwilioError extends Error {
  override readonly name = 'TwilioError';

  constructor(
    readonly failure: TwilioFailure,
    readonly status?: number,
    /** Twilio's own, e.g. 21610 for a number that opted out. */
    readonly code?: number,
  ) {
    super(`Twilio: ${[failure, status, code].filter((part) => part !== undefined).join(', ')}`);
  }

  /** The same request may go through later. */
  get isPassing(): boolean {
    return this.failure !== 'refused';
  }

  /** Nothing was done, so that asking again cannot do it twice. */
  get wasNotAccepted(): boolean {
    return ['refused', 'busy', 'unreachable'].includes(this.failure);
  }
}

/** The connection was never made. */
const NEVER_REACHED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];
const TIMED_OUT = ['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT'];

export const toTwilioError = (error: unknown): TwilioError => {
  if (error instanceof TwilioError) return error;
  if (error instanceof twilio.RestException) return ofStatus(error.status, error.code);
  const code = codeOf(error);
  if (code !== undefined && NEVER_REACHED.includes(code)) return new TwilioError('unreachable');
  if (code !== undefined && TIMED_OUT.includes(code)) return new TwilioError('timed_out');
  return new TwilioError('unavailable');
};

const ofStatus = (status: number, code: number | undefined): TwilioError => {
  if (status === 429) return new TwilioError('busy', status, code);
  return new TwilioError(status >= 500 ? 'unavailable' : 'refused', status, code);
};

const codeOf = (error: unknown): string | undefined => {
  const code = error instanceof Error && (error as Error & { code?: unknown }).code;
  return typeof code === 'string' ? code : undefined;
};
