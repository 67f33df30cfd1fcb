import type { Problem } from '../http/problem.schemas';
import { AppError, type ErrorKind } from './app-error';

const STATUS_OF: Record<ErrorKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  gone: 410,
  too_large: 413,
  unsupported: 415,
  too_many: 429,
  unavailable: 503,
};

const TITLES: Record<number, string> = {
  400: 'Bad request',
  401: 'Sign-in required',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  410: 'Gone',
  413: 'Too large',
  415: 'Unsupported media type',
  416: 'Range not satisfiable',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Unavailable',
};

export type ProblemParts = Pick<Problem, 'status' | 'code' | 'detail' | 'fields'>;

export const problemOf = (parts: ProblemParts, requestId?: string): Problem => ({
  type: 'about:blank',
  title: TITLES[parts.status] ?? 'Request refused',
  ...parts,
  requestId,
});

export const partsOfAppError = (error: AppError): ProblemParts => ({
  status: STATUS_OF[error.kind],
  code: error.code,
  detail: error.detail,
  fields: error.fields?.map(({ path, message }) => ({ path, message })),
});

/** Says nothing about what went wrong: that is for the log, found by the request id. */
export const INTERNAL_PROBLEM: ProblemParts = {
  status: 500,
  code: 'internal',
  detail: 'Something went wrong on our side. Try again, and name the request id if it stays.',
};
