import { AppError } from '../errors/app-error';

export type Failure = { code: string; message: string };

const LONGEST = 160;

/**
 * What may be told of an error to whoever looks after the jobs. An `AppError` is written for people;
 * anything else may hold what was said in a call, a number or a secret, which is left out.
 */
export const failureOf = (error: Error): Failure => {
  if (error instanceof AppError) return { code: error.code, message: error.detail };
  return { code: codeOf(error), message: harmless(error.message) || error.name };
};

/** An error's own code, e.g. `ENOSPC` or a database's, else what kind of error it is. */
const codeOf = (error: Error): string => {
  const { code } = error as Error & { code?: unknown };
  return typeof code === 'string' && /^[\w.-]{1,40}$/.test(code) ? code : error.name;
};

const QUOTED = /(["'`“”«»]).*?(["'`“”«»]|$)/g;
const ADDRESS = /\S+@\S+|\b\w+:\/\/\S+/g;
const PATH = /(?:\/[\w.-]+){2,}/g;
/** Keys and tokens: long, with a digit. Ids are among them, which the payload names anyway. */
const LONG = /\b(?=\S*\d)[\w+/=.-]{16,}/g;
const NUMBER = /\+?\d[\d ().-]{4,}\d/g;

export const harmless = (message: string): string => {
  const [firstLine = ''] = message.split('\n');
  const told = [QUOTED, ADDRESS, PATH, LONG, NUMBER].reduce(
    (text, secret) => text.replace(secret, '…'),
    firstLine,
  );
  return told.length > LONGEST ? `${told.slice(0, LONGEST - 1)}…` : told.trim();
};
