/**
 * Why a mail was not taken, by a code alone: what mail servers say repeats the address. `isPassing`:
 * another attempt may help.
 */
export class MailError extends Error {
  override readonly name = 'MailError';

  constructor(
    readonly code: string,
    readonly isPassing: boolean,
  ) {
    super(`The mail was not taken (${code})`);
  }
}

/** The server's answers from 500 on are final: https://www.rfc-editor.org/rfc/rfc5321#section-4.2.1 */
const FINAL = 500;

export const toMailError = (error: unknown): MailError => {
  const { code, responseCode } = (error ?? {}) as { code?: unknown; responseCode?: unknown };
  const word = typeof code === 'string' && /^\w{1,40}$/.test(code) ? code : 'unknown';
  // A refused sign-in is an operator's mistake, which is put right while the mail waits.
  const isFinal = typeof responseCode === 'number' && responseCode >= FINAL && word !== 'EAUTH';
  return new MailError(word, !isFinal);
};
