/** What crosses between a thread and its owner. A job's `cancelled` cell is shared memory, because a
 * thread that computes reads no messages. */
export type ToThread = { id: number; job: unknown; cancelled: Int32Array };

export type FromThread =
  | { id: number; type: 'item'; item: unknown }
  | { id: number; type: 'done'; result: unknown }
  | { id: number; type: 'failed'; message: string };
