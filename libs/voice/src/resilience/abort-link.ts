export type LinkedAbort = { controller: AbortController; unlink: () => void };

/** A controller of its own that also aborts with its parent; `unlink` when the work is over. */
export function linkedAbort(parent: AbortSignal): LinkedAbort {
  const controller = new AbortController();
  const abort = (): void => controller.abort(parent.reason);
  if (parent.aborted) abort();
  parent.addEventListener('abort', abort, { once: true });
  return { controller, unlink: () => parent.removeEventListener('abort', abort) };
}
