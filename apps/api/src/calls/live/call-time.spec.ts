import { VirtualClock } from '@sparline/voice/testing';
import { CallTime } from './call-time';

const timed = (limitMs: number | null) => {
  const clock = new VirtualClock();
  const seen: string[] = [];
  const time = new CallTime(clock, limitMs, {
    tell: (secondsLeft) => seen.push(`${clock.now()} ${secondsLeft} left`),
    warn: (secondsLeft) => seen.push(`${clock.now()} warned at ${secondsLeft}`),
    up: () => seen.push(`${clock.now()} up`),
  });
  return { clock, seen, time };
};

describe('the time of a call', () => {
  it('is told every half minute, warned of twice, and then up', async () => {
    const { clock, seen, time } = timed(100_000);
    time.start();
    await clock.advance(120_000);
    expect(seen).toEqual([
      '0 100 left',
      '30000 70 left',
      '40000 60 left',
      '40000 warned at 60',
      '60000 40 left',
      '85000 15 left',
      '85000 warned at 15',
      '90000 10 left',
      '100000 up',
      '120000 0 left',
    ]);
    time.stop();
  });

  it.each([
    [60_500, ['warned at 15', 'up']],
    [16_000, ['warned at 15', 'up']],
    [15_000, ['up']],
  ])(
    'of %d ms is warned of only where there is something to warn of',
    async (limitMs, expected) => {
      const { clock, seen, time } = timed(limitMs);
      time.start();
      await clock.advance(limitMs);
      time.stop();
      const said = seen.filter((line) => !line.endsWith('left'));
      expect(said.map((line) => line.replace(/^\d+ /, ''))).toEqual(expected);
    },
  );

  it('is known at any moment, before the start and past the end', async () => {
    const { clock, time } = timed(20_000);
    expect(time.secondsLeft()).toBe(20);
    time.start();
    await clock.advance(12_500);
    expect(time.secondsLeft()).toBe(7.5);
    await clock.advance(60_000);
    expect(time.secondsLeft()).toBe(0);
    time.stop();
  });

  it('leaves no timer behind once it is stopped', async () => {
    const { clock, seen, time } = timed(100_000);
    time.start();
    time.stop();
    await clock.advance(200_000);
    expect(seen).toEqual(['0 100 left']);
    expect(clock.pending).toBe(0);
  });

  it('without a limit tells nothing and never ends', async () => {
    const { clock, seen, time } = timed(null);
    time.start();
    await clock.advance(3_600_000);
    expect(seen).toEqual([]);
    expect(time.secondsLeft()).toBeUndefined();
  });
});
