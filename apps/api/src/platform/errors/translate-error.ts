import { HttpException } from '@nestjs/common';
import { ZodValidationException } from 'nestjs-zod';
import { QueryFailedError } from 'typeorm';
import { ZodError } from 'zod';
import { AppError } from './app-error';
import { INTERNAL_PROBLEM, partsOfAppError, type ProblemParts } from './problem';

/** What the framework refuses by itself, with nothing but a status. */
const BY_STATUS: Record<number, ProblemParts> = {
  401: { status: 401, code: 'auth.sign_in_required', detail: 'Sign in first.' },
  403: { status: 403, code: 'auth.not_allowed', detail: 'You may not do this.' },
  404: { status: 404, code: 'request.unknown_route', detail: 'There is nothing at this address.' },
  429: {
    status: 429,
    code: 'request.too_many',
    detail: 'Too many requests. Wait, then try again.',
  },
};

export const translateError = (error: unknown): ProblemParts => {
  if (error instanceof AppError) return partsOfAppError(error);
  if (error instanceof ZodValidationException) return invalid(error.getZodError());
  if (error instanceof HttpException) return ofStatus(error.getStatus());
  if (isUnstorable(error)) return invalid(error);
  return isClientsFault(error) ? ofStatus(error.status) : INTERNAL_PROBLEM;
};

const invalid = (cause: unknown): ProblemParts => ({
  status: 400,
  code: 'request.invalid',
  detail: 'Some of what was sent is not valid.',
  fields:
    cause instanceof ZodError
      ? cause.issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message }))
      : undefined,
});

const ofStatus = (status: number): ProblemParts => {
  if (status >= 500) return INTERNAL_PROBLEM;
  return (
    BY_STATUS[status] ?? {
      status,
      code: 'request.refused',
      detail: 'This request cannot be answered.',
    }
  );
};

/** PostgreSQL keeps no NUL and no half of a surrogate pair, in no text and no JSON. */
const isUnstorable = (error: unknown): boolean =>
  error instanceof QueryFailedError &&
  ['22021', '22P05'].includes((error.driverError as { code?: string }).code ?? '');

/** Express marks what it refuses, e.g. a body that was cut off, with the status it wants. */
const isClientsFault = (error: unknown): error is Error & { status: number } => {
  const status = error instanceof Error && (error as Error & { status?: unknown }).status;
  return typeof status === 'number' && status >= 400 && status < 500;
};
