import { VirtualClock } from '@sparline/voice/testing';
import { CallTime } from './call-time';

const timed = (limitMs: number | null, overAfterMs?: number) => {
  const clock = new VirtualClock();
  const seen: string[] = [];
  const time = new CallTime(
    clock,
    { limitMs, ...(overAfterMs === undefined ? {} : { overAfterMs }) },
    {
      tell: (secondsLeft, over) =>
        seen.push(`${clock.now()} ${secondsLeft} left${over ? ', over' : ''}`),
      warn: (secondsLeft) => seen.push(`${clock.now()} warned at ${secondsLeft}`),
      up: () => seen.push(`${clock.now()} up`),
    },
  );
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

  it('goes over where the limit is soft, says so once, and ends all the same', async () => {
    const { clock, seen, time } = timed(200_000, 45_000);
    time.start();
    await clock.advance(200_000);
    time.stop();
    expect(seen.slice(0, 5)).toEqual([
      '0 200 left',
      '30000 170 left',
      '45000 155 left, over',
      '45000 warned at 155',
      '60000 140 left, over',
    ]);
    expect(seen.filter((line) => !line.includes('left'))).toEqual([
      '45000 warned at 155',
      '140000 warned at 60',
      '185000 warned at 15',
      '200000 up',
    ]);
  });

  it('is over from its first second where nothing was left', async () => {
    const { clock, seen, time } = timed(300_000, 0);
    time.start();
    await clock.advance(1);
    time.stop();
    expect(seen).toEqual(['0 300 left, over', '0 300 left, over', '0 warned at 300']);
  });

  it('does not warn twice where the end is near when it goes over', async () => {
    const { clock, seen, time } = timed(100_000, 30_000);
    time.start();
    await clock.advance(100_000);
    time.stop();
    expect(seen.filter((line) => line.includes('warned'))).toEqual([
      '40000 warned at 60',
      '85000 warned at 15',
    ]);
  });

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
