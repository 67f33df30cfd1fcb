import { JUDGED, RUNG } from './silero-messages';
import { SileroPulse } from './silero-pulse';

/** A thread that was rung at, looked at every 20 ms; how long until it counts as stopped. */
function stopsAfterMs(atWork: (bell: Int32Array, nowMs: number) => void, lookEveryMs = 20): number {
  const pulse = new SileroPulse();
  pulse.begin(0);
  pulse.ring(0);
  for (let nowMs = 0; nowMs <= 10_000; nowMs += lookEveryMs) {
    atWork(pulse.bell, nowMs);
    pulse.ring(nowMs);
    if (pulse.hasStopped(nowMs)) return nowMs;
  }
  return Infinity;
}

describe('SileroPulse', () => {
  it.each<[string, number, (bell: Int32Array, nowMs: number) => void]>([
    ['that answers nothing has stopped after a second', 1000, () => undefined],
    ['that answers every ring has not', Infinity, (bell) => Atomics.store(bell, RUNG, 0)],
    ['that is behind, but judges, has not', Infinity, (bell) => Atomics.add(bell, JUDGED, 1)],
    [
      'that stops later has stopped a second after that',
      4000,
      (bell, nowMs) => (nowMs <= 3000 ? Atomics.add(bell, JUDGED, 1) : undefined),
    ],
  ])('knows that a thread %s', (_what, ms, atWork) => expect(stopsAfterMs(atWork)).toBe(ms));

  it('does not blame the thread while its own process stood still', () => {
    const pulse = new SileroPulse();
    pulse.begin(0);
    pulse.ring(0);
    expect(pulse.hasStopped(60_000)).toBe(false);
  });

  it('finds nothing wrong with a thread that nobody has rung at', () => {
    const pulse = new SileroPulse();
    pulse.begin(0);
    const looks = Array.from({ length: 100 }, (_look, at) => pulse.hasStopped(at * 100));
    expect(looks).not.toContain(true);
  });

  it('tells the thread once, until it has come to it', () => {
    const pulse = new SileroPulse();
    expect([pulse.ring(0), pulse.ring(1)]).toEqual([true, false]);
    Atomics.store(pulse.bell, RUNG, 0);
    expect(pulse.ring(2)).toBe(true);
  });
});
