import { DoubleRate } from './double-rate';
import { levelDbfs } from './level';

const RATE = 8_000;
const DELAY = 12;

const tone = (hz: number, rate: number, from = 0): Int16Array =>
  Int16Array.from({ length: rate }, (_sample, at) =>
    Math.round(10_000 * Math.sin((2 * Math.PI * hz * (at - from)) / rate)),
  );

function doubled(samples: Int16Array, chunk: number): Int16Array {
  const doubleRate = new DoubleRate();
  const output: number[] = [];
  for (let at = 0; at < samples.length; at += chunk) {
    output.push(...doubleRate.process(samples.subarray(at, at + chunk)));
  }
  return Int16Array.from(output);
}

describe('DoubleRate', () => {
  it.each([200, 1000, 2500, 3200])(
    'makes of a tone of %i Hz the same tone, and nothing else',
    (hz) => {
      const made = doubled(tone(hz, RATE), 160).subarray(100);
      const expected = tone(hz, 2 * RATE, 2 * DELAY).subarray(100);
      const error = made.map((sample, at) => sample - (expected[at] ?? 0));
      expect(levelDbfs(error) - levelDbfs(expected)).toBeLessThan(-55);
    },
  );

  it('leaves the samples that there were as they are', () => {
    const made = doubled(tone(700, RATE), 160);
    const kept = made.filter((_sample, at) => at % 2 === 0).subarray(DELAY);
    expect(kept).toEqual(tone(700, RATE).subarray(0, -DELAY));
  });

  it.each([1, 7, 160, 800, 1024])('gives the same in chunks of %i samples', (chunk) => {
    expect(doubled(tone(700, RATE), chunk)).toEqual(doubled(tone(700, RATE), 512));
  });

  it('stays at the edge where the wave goes beyond it between two samples', () => {
    const loud = new Int16Array(400).map((_sample, at) => (at % 4 < 2 ? 32_767 : -32_768));
    const made = doubled(loud, 160).subarray(100, 700);
    const peaks = made.filter((_sample, at) => (made[at - 1] ?? 0) > 0 && (made[at + 1] ?? 0) > 0);
    expect(peaks.length).toBeGreaterThan(50);
    expect(new Set(peaks)).toEqual(new Set([32_767]));
  });
});
