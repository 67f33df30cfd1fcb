/** RFC 9457 as the server sends it; `code` is stable, `detail` is written for people. */
export type Problem = {
  status: number;
  code: string;
  detail: string;
  fields?: { path: string; message: string }[];
  requestId?: string;
};

export const UNREACHABLE: Problem = {
  status: 503,
  code: 'network.unreachable',
  detail: 'The server does not answer. Check your connection and try again.',
};

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' &&
  value !== null &&
  'code' in value &&
  typeof value.code === 'string' &&
  'detail' in value &&
  typeof value.detail === 'string';

/** A proxy's error page is no problem document, but it has a status. */
export const problemOf = (body: string, status: number): Problem => {
  const value = parsed(body);
  if (isProblem(value)) {
    return { ...value, status };
  }
  const detail =
    status >= 500
      ? 'The server has trouble at the moment. Try again in a minute.'
      : 'The server sent an answer that this page does not understand. Reload the page.';
  return { status, code: 'network.unexpected_answer', detail };
};

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};
