import { levelDbfs, SILENCE_DBFS } from './level';

describe('levelDbfs', () => {
  it.each([
    ['nothing', [], SILENCE_DBFS],
    ['silence', [0, 0, 0], SILENCE_DBFS],
    ['full scale', [-32768, -32768], 0],
    ['half of full scale', [16384, -16384], -6.02],
    ['the smallest step', [1, -1], -90.31],
  ])('measures %s', (_, samples, dbfs) => {
    expect(levelDbfs(Int16Array.from(samples))).toBeCloseTo(dbfs, 2);
  });
});
