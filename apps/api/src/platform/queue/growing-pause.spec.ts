import { GrowingPause, pauseAfter } from './growing-pause';

describe('How long a failure is kept back', () => {
  it.each([
    [1, 250],
    [2, 500],
    [4, 2_000],
    [6, 5_000],
    [2_000, 5_000],
  ])('after %i failures is at most %i ms, and at least half of that', (failures, mostMs) => {
    expect(pauseAfter(failures, () => 0)).toBe(mostMs / 2);
    expect(pauseAfter(failures, () => 1)).toBe(mostMs);
  });
});

describe('A growing pause', () => {
  const failing = (): Promise<never> => Promise.reject(new Error('away'));
  let said: string[];
  let pause: GrowingPause;

  beforeEach(() => {
    jest.useFakeTimers();
    said = [];
    pause = new GrowingPause({
      onFailure: (error) => said.push((error as Error).message),
      onEnd: () => said.push('back'),
    });
  });
  afterEach(() => jest.useRealTimers());

  /** How long it took to fail. */
  const failure = async (): Promise<number> => {
    const since = Date.now();
    const failed = expect(pause.after(failing)).rejects.toThrow('away');
    await jest.runAllTimersAsync();
    await failed;
    return Date.now() - since;
  };

  it('grows with every failure in a row, and begins anew after a success', async () => {
    const first = await failure();
    for (let times = 0; times < 5; times += 1) await failure();
    expect(await failure()).toBeGreaterThanOrEqual(2_500);
    expect(await pause.after(async () => 'work')).toBe('work');
    expect(Math.max(first, await failure())).toBeLessThanOrEqual(250);
    expect(said).toEqual([...Array<string>(7).fill('away'), 'back', 'away']);
  });

  it('says nothing of successes', async () => {
    await pause.after(async () => undefined);
    expect(said).toEqual([]);
  });

  it('can be cut short by whoever wants to leave', async () => {
    const since = Date.now();
    const failed = expect(pause.after(failing)).rejects.toThrow('away');
    await Promise.resolve();
    pause.cut();
    await failed;
    expect(Date.now()).toBe(since);
  });
});
