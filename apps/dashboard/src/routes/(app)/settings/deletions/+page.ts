import { api, dataOf } from '$lib/api/client';
import { textOf } from '$lib/api/query-of';
import type { PageLoad } from './$types';

const PAGE_SIZE = 50;
const REASONS = ['retention', 'by_member', 'call_deleted', 'orphan'] as const;

export const load: PageLoad = async ({ fetch, url }) => {
  const reason = REASONS.find((one) => one === url.searchParams.get('reason'));
  const query = { cursor: textOf(url, 'cursor', 400), limit: PAGE_SIZE, reason };
  const receipts = dataOf(await api.GET('/api/deletion-receipts', { fetch, params: { query } }));
  return { receipts, reason: reason ?? null };
};
