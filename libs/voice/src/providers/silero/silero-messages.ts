/** What the calls' side tells the thread. `ring`: there may be frames to judge. */
export type ToSilero =
  | { type: 'open'; id: number; memory: SharedArrayBuffer }
  | { type: 'close'; id: number }
  | { type: 'ring' };

/** `alert`: frames of these calls may be speech. Everything else is read from shared memory. */
export type FromSilero =
  { type: 'ready' } | { type: 'alert'; ids: number[] } | { type: 'failed'; message: string };

/** Shared: 1 while a `ring` is on its way, so that a busy thread is not rung at again and again. */
export type SileroThreadData = { bell: Int32Array };
