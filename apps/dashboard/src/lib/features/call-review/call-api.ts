import { api, ask } from '$lib/api/client';

const pathOf = (id: string) => ({ params: { path: { id } } });

/** Both resolve with what went wrong, in words, or null. */
export const retryWork = async (id: string): Promise<string | null> => {
  const answer = await ask(api.POST('/api/calls/{id}/retry-work', pathOf(id)));
  return answer.ok ? null : answer.problem.detail;
};

export const deleteCall = async (id: string): Promise<string | null> => {
  const answer = await ask(api.DELETE('/api/calls/{id}', pathOf(id)));
  return answer.ok ? null : answer.problem.detail;
};

export const deleteRecording = async (id: string): Promise<string | null> => {
  const answer = await ask(api.DELETE('/api/calls/{id}/recording', pathOf(id)));
  return answer.ok ? null : answer.problem.detail;
};

export const revokeLinks = async (id: string): Promise<string | null> => {
  const answer = await ask(api.DELETE('/api/calls/{id}/recording/link', pathOf(id)));
  return answer.ok ? null : answer.problem.detail;
};

export const exportUrlOf = (id: string): string => `/api/calls/${id}/export`;
