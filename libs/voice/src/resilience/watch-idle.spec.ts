import { VirtualClock } from '../testing/virtual-clock';
import { watchIdle } from './watch-idle';

describe('watchIdle', () => {
  const clock = new VirtualClock();
  let returned: boolean;

  /** Gives a value after each wait; `Infinity` never. */
  function source(waits: readonly number[]): AsyncIterable<number> {
    let index = 0;
    return {
      [Symbol.asyncIterator]: () => ({
        next: () =>
          new Promise<IteratorResult<number>>((resolve) => {
            const wait = waits[index];
            if (wait === undefined) return resolve({ done: true, value: undefined });
            const value = index++;
            if (Number.isFinite(wait)) clock.setTimer(wait, () => resolve({ done: false, value }));
          }),
        return: () => {
          returned = true;
          return Promise.resolve({ done: true as const, value: undefined });
        },
      }),
    };
  }

  async function read(
    waits: readonly number[],
    signal = new AbortController().signal,
    pauseMs = 0,
  ) {
    const limits = { clock, provider: 'p', firstMs: 1000, idleMs: 100, signal };
    const values: number[] = [];
    try {
      for await (const value of watchIdle(source(waits), limits)) {
        values.push(value);
        if (pauseMs) await new Promise<void>((resolve) => clock.setTimer(pauseMs, resolve));
      }
      return { values, error: undefined };
    } catch (error) {
      return { values, error };
    }
  }

  beforeEach(() => (returned = false));
  afterEach(() => expect(clock.pending).toBe(0));

  it('passes on a source that keeps talking', async () => {
    const reading = read([900, 90, 90]);
    await clock.advance(2000);
    expect(await reading).toEqual({ values: [0, 1, 2], error: undefined });
  });

  it.each([
    ['the first value', [Number.POSITIVE_INFINITY], [], 1000],
    ['a later value', [10, Number.POSITIVE_INFINITY], [0], 110],
  ])('gives up when %s does not come', async (_, waits, values, atMs) => {
    const startedAt = clock.now();
    let endedAt = 0;
    const reading = read(waits).finally(() => (endedAt = clock.now()));
    await clock.advance(2000);
    const result = await reading;
    expect(result.values).toEqual(values);
    expect(result.error).toMatchObject({ kind: 'timeout', provider: 'p' });
    expect(endedAt - startedAt).toBe(atMs);
    expect(returned).toBe(true);
  });

  it('does not count the time its reader takes', async () => {
    const reading = read([10, 10], undefined, 5000);
    await clock.advance(11_000);
    expect((await reading).error).toBeUndefined();
  });

  it('ends at once on an abort, though the source hangs', async () => {
    const controller = new AbortController();
    const reading = read([10, Number.POSITIVE_INFINITY], controller.signal);
    await clock.advance(50);
    controller.abort();
    expect(await reading).toEqual({ values: [0], error: undefined });
  });
});
