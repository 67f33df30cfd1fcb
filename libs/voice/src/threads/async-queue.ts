/** Hands values from callbacks to one `for await` loop. It is unbounded: use it for short bursts. */
export class AsyncQueue<T> implements AsyncIterable<T> {
  private readonly values: T[] = [];
  private ended = false;
  private error: Error | undefined;
  private wake: (() => void) | undefined;

  push(value: T): void {
    if (this.ended) return;
    this.values.push(value);
    this.wake?.();
  }

  /** The loop ends after the values pushed so far. */
  end(): void {
    this.ended = true;
    this.wake?.();
  }

  /** The loop throws after the values pushed so far. */
  fail(error: Error): void {
    if (!this.ended) this.error = error;
    this.end();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for (;;) {
      while (this.values.length > 0) yield this.values.shift() as T;
      if (this.error) throw this.error;
      if (this.ended) return;
      await new Promise<void>((resolve) => (this.wake = resolve));
      this.wake = undefined;
    }
  }
}
