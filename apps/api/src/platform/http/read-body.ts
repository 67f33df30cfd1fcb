import { json, urlencoded, type NextFunction, type Request, type Response } from 'express';
import { AppError } from '../errors/app-error';

const LIMIT_BYTES = 256 * 1024;
const parseJson = json({ limit: LIMIT_BYTES });
/** What webhooks send; a field that comes twice is an array of both. */
const parseForm = urlencoded({ extended: false, limit: LIMIT_BYTES });

/** What the body parser says, by the `type` of its errors. */
const REFUSALS: Record<string, () => AppError> = {
  'entity.parse.failed': () =>
    new AppError('invalid', 'request.malformed_json', 'The body is not valid JSON.'),
  'entity.too.large': () =>
    new AppError('too_large', 'request.too_large', 'The body is larger than 256 kB.'),
  'charset.unsupported': () =>
    new AppError('unsupported', 'request.unsupported_charset', 'The body has to be UTF-8.'),
  'encoding.unsupported': () =>
    new AppError(
      'unsupported',
      'request.unsupported_encoding',
      'Send the body unpacked, or as gzip.',
    ),
};

/** Reads JSON, and outside of `/api` forms, of a bounded size, and says in our own words what is wrong with anything else. */
export const readBody = (request: Request, response: Response, next: NextFunction): void => {
  if (!isDecodable(request.path)) {
    return next(new AppError('invalid', 'request.malformed_address', 'The address is malformed.'));
  }
  // A body of another kind would be ignored, and then look like missing fields.
  if (request.path.startsWith('/api/') && hasBody(request) && !request.is('application/json')) {
    const detail = 'Send the body as application/json.';
    return next(new AppError('unsupported', 'request.unsupported_media_type', detail));
  }
  const parse = request.path.startsWith('/api/') ? parseJson : parseForm;
  parse(request, response, (error?: unknown) => next(error && refusalOf(error)));
};

const refusalOf = (error: unknown): unknown => {
  const { type } = error as { type?: unknown };
  return (typeof type === 'string' && REFUSALS[type]?.()) || error;
};

const hasBody = ({ headers }: Request): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

const isDecodable = (path: string): boolean => {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
};
