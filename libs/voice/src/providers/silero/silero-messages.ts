/** What the calls' side tells the thread. `ring`: there may be frames to judge. */
export type ToSilero =
  | { type: 'open'; id: number; memory: SharedArrayBuffer }
  | { type: 'close'; id: number }
  | { type: 'ring' };

/** `alert`: frames of these calls may be speech. Everything else is read from shared memory. */
export type FromSilero =
  { type: 'ready' } | { type: 'alert'; ids: number[] } | { type: 'failed'; message: string };

/** Shared between the thread and its owner, see `RUNG` and `JUDGED`. */
export type SileroThreadData = { bell: Int32Array };

export const BELL_CELLS = 2;
/** 1 while a `ring` is on its way, so that a busy thread is not rung at again and again. */
export const RUNG = 0;
/** Counts what the thread has judged: while it moves, the thread is alive. */
export const JUDGED = 1;
