import { sleep } from './sleep';
import { SystemClock } from './system-clock';

describe('SystemClock', () => {
  const clock = new SystemClock();

  it('fires a timer no earlier than asked', async () => {
    const startedAt = clock.now();
    await new Promise<void>((resolve) => clock.setTimer(20, resolve));
    expect(clock.now() - startedAt).toBeGreaterThanOrEqual(19);
  });

  it('never fires a cancelled timer', async () => {
    let fired = false;
    clock.setTimer(5, () => (fired = true)).cancel();
    await new Promise<void>((resolve) => clock.setTimer(15, resolve));
    expect(fired).toBe(false);
  });

  it('does not fire at once when the delay is longer than Node can count', () => {
    let fired = false;
    const timer = clock.setTimer(2 ** 40, () => (fired = true));
    timer.cancel();
    expect(fired).toBe(false);
  });
});

describe('sleep', () => {
  it('wakes early when its signal aborts, leaving no timer behind', async () => {
    const cancelled: boolean[] = [];
    const clock = {
      now: () => 0,
      setTimer: () => ({ cancel: () => void cancelled.push(true) }),
    };
    const controller = new AbortController();
    const sleeping = sleep(clock, 60_000, controller.signal);
    controller.abort();
    await sleeping;
    expect(cancelled).toEqual([true]);
  });

  it('does not start a timer when the signal has aborted already', async () => {
    const setTimer = jest.fn();
    await sleep({ now: () => 0, setTimer }, 10, AbortSignal.abort());
    expect(setTimer).not.toHaveBeenCalled();
  });
});
