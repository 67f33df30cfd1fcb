import { api, dataOf } from '$lib/api/client';
import type { ReviewCall } from './call-detail';

type Fetch = typeof globalThis.fetch;

const pathOf = (id: string) => ({ params: { path: { id } } });

export const getCall = async (fetch: Fetch, id: string): Promise<ReviewCall> =>
  dataOf(await api.GET('/api/calls/{id}', { fetch, ...pathOf(id) }));

export const retryWork = async (id: string): Promise<void> => {
  await api.POST('/api/calls/{id}/retry-work', pathOf(id));
};

/** What went wrong, in words, or null. */
export const deleteCall = async (id: string): Promise<string | null> => {
  const { error } = await api.DELETE('/api/calls/{id}', pathOf(id));
  return error ? error.detail : null;
};

export const exportUrlOf = (id: string): string => `/api/calls/${id}/export`;
