import { api, dataOf } from '$lib/api/client';
import type { BudgetNotice } from '$lib/api/types';
import { BUDGET } from '$lib/features/budget/budget-scope';
import { allows, SESSION } from '$lib/state/session';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ fetch, depends }) => {
  depends(SESSION, BUDGET);
  const me = dataOf(await api.GET('/api/me', { fetch }));
  return { me, notice: allows(me, 'budget:write') ? await noticeOf(fetch) : null };
};

/** No page is missing because its banner is. */
const noticeOf = async (fetch: typeof globalThis.fetch): Promise<BudgetNotice | null> => {
  const { data } = await api.GET('/api/budget/notice', { fetch });
  return data?.notice ?? null;
};
