import { idOf, oneOf, textOf } from '$lib/api/query-of';
import type { FailedJobQuery } from '$lib/api/types';

const PAGE_SIZE = 25;
const STATES = ['solved', 'dropped'] as const;

export const failedJobQueryOf = (url: URL): FailedJobQuery => ({
  job: textOf(url, 'job', 60),
  callId: idOf(url, 'callId'),
  state: oneOf(url, 'state', STATES),
  cursor: textOf(url, 'cursor', 400),
  limit: PAGE_SIZE,
});

export const isFiltered = ({ job, callId, state }: FailedJobQuery): boolean =>
  job !== undefined || callId !== undefined || state !== undefined;
