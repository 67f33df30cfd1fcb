import { Backoffs, type Job } from 'bullmq';
import { optionsOf } from './job-queue';
import { JOB_NAMES, JOBS } from './jobs';

const DRAWS = 2000;

const pausesOf = (attemptsMade: number): number[] => {
  const { backoff } = optionsOf('score-call');
  if (typeof backoff !== 'object') throw new Error('There is no pause');
  return Array.from({ length: DRAWS }, () =>
    Number(Backoffs.calculate(backoff, attemptsMade, new Error('failed'), {} as Job)),
  );
};

describe('The pause before another attempt', () => {
  it.each([
    [1, 1000],
    [2, 2000],
    [3, 4000],
    [4, 8000],
  ])('after attempt %i is between the half of %i ms and the whole', (attempt, longest) => {
    const pauses = pausesOf(attempt);
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(longest / 2);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(longest);
  });

  it('is spread evenly, so that what failed together does not come back together', () => {
    const quarters = [0, 0, 0, 0];
    for (const pause of pausesOf(3)) {
      const at = Math.min(3, Math.floor((pause - 2000) / 500));
      quarters[at] = (quarters[at] ?? 0) + 1;
    }
    // Even chance puts 500 in each; 120 is more than six times the deviation.
    for (const count of quarters) expect(Math.abs(count - DRAWS / 4)).toBeLessThan(120);
  });

  it('is made by chance for every job', () => {
    for (const name of JOB_NAMES) {
      expect(optionsOf(name)).toMatchObject({
        attempts: JOBS[name].attempts,
        backoff: { type: 'exponential', jitter: 0.5 },
      });
    }
  });
});
