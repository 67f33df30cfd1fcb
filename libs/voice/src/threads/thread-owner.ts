import { Worker } from 'node:worker_threads';
import type { FromThread, ToThread } from './thread-messages';

type Waiting = {
  onItem: (item: unknown) => void;
  resolve: (result: unknown) => void;
  reject: (error: Error) => void;
};

/**
 * Owns one worker thread: starts it with the first job, starts a new one after a crash, and does not
 * keep the process alive while it is idle. Jobs run one after the other.
 */
export class ThreadOwner<Job, Item, Result> {
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private nextId = 1;

  /** @param file names the compiled thread; asked when the thread starts. */
  constructor(private readonly file: () => string) {}

  /**
   * Resolves with the job's result, or with nothing once the signal has aborted: the thread is told,
   * and no item arrives afterwards.
   * @throws Error what the job threw, or that the thread crashed or was closed.
   */
  run(
    job: Job,
    options: { signal?: AbortSignal; onItem?: (item: Item) => void } = {},
  ): Promise<Result | undefined> {
    const { signal, onItem } = options;
    if (signal?.aborted) return Promise.resolve(undefined);
    return new Promise((resolve, reject) => {
      const id = this.nextId++;
      const cancelled = new Int32Array(new SharedArrayBuffer(4));
      const abort = (): void => {
        Atomics.store(cancelled, 0, 1);
        this.take(id)?.resolve(undefined);
      };
      const settle = (): void => signal?.removeEventListener('abort', abort);
      this.waiting.set(id, {
        onItem: (item) => onItem?.(item as Item),
        resolve: (result) => (settle(), resolve(result as Result | undefined)),
        reject: (error) => (settle(), reject(error)),
      });
      signal?.addEventListener('abort', abort, { once: true });
      this.post({ id, job, cancelled });
    });
  }

  /** Ends the thread; what still waits is rejected. A later job starts a new one. */
  async close(): Promise<void> {
    const worker = this.worker;
    this.forget(worker, new Error('The thread was closed.'));
    await worker?.terminate();
  }

  private post(message: ToThread): void {
    try {
      this.worker ??= this.start();
      this.worker.ref();
      this.worker.postMessage(message);
    } catch (error) {
      this.take(message.id)?.reject(error instanceof Error ? error : new Error('thread failed'));
    }
  }

  private start(): Worker {
    const worker = new Worker(this.file());
    worker.on('message', (message: FromThread) => this.receive(message));
    worker.on('error', (error: Error) => this.forget(worker, error));
    worker.on('exit', (code) => this.forget(worker, new Error(`The thread ended (${code}).`)));
    return worker;
  }

  private receive(message: FromThread): void {
    if (message.type === 'item') return this.waiting.get(message.id)?.onItem(message.item);
    const waiting = this.take(message.id);
    if (message.type === 'done') waiting?.resolve(message.result);
    else waiting?.reject(new Error(message.message));
  }

  private take(id: number): Waiting | undefined {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (this.waiting.size === 0) this.worker?.unref();
    return waiting;
  }

  private forget(worker: Worker | undefined, error: Error): void {
    if (this.worker !== worker) return;
    this.worker = undefined;
    for (const id of [...this.waiting.keys()]) this.take(id)?.reject(error);
  }
}
