import { levelDbfs } from './level';
import { HalfRate } from './half-rate';

const RATE = 16_000;

const tone = (hz: number): Int16Array =>
  Int16Array.from({ length: RATE }, (_sample, at) =>
    Math.round(10_000 * Math.sin((2 * Math.PI * hz * at) / RATE)),
  );

function halved(samples: Int16Array, chunk: number): Int16Array {
  const halfRate = new HalfRate();
  const output: number[] = [];
  for (let at = 0; at < samples.length; at += chunk) {
    const made = halfRate.process(samples.subarray(at, at + chunk));
    output.push(...halfRate.output.subarray(0, made));
  }
  return Int16Array.from(output);
}

describe('HalfRate', () => {
  it.each([
    [200, -0.1, 0.1],
    [1000, -0.1, 0.1],
    [2500, -0.5, 0.1],
    [3500, -4, 0.1],
  ])('passes a tone of %i Hz', (hz, least, most) => {
    const change = levelDbfs(halved(tone(hz), 320)) - levelDbfs(tone(hz));
    expect(change).toBeGreaterThan(least);
    expect(change).toBeLessThan(most);
  });

  it.each([6100, 6800, 7900])('keeps out a tone of %i Hz, which would come back folded', (hz) => {
    const settled = halved(tone(hz), 320).subarray(100);
    expect(levelDbfs(settled) - levelDbfs(tone(hz))).toBeLessThan(-45);
  });

  it.each([1, 7, 320, 1024])('gives the same in chunks of %i samples', (chunk) => {
    expect(halved(tone(700), chunk)).toEqual(halved(tone(700), 512));
  });

  it('gives half as many samples and starts anew after a reset', () => {
    const halfRate = new HalfRate();
    expect(halfRate.process(new Int16Array(320).fill(9000))).toBe(160);
    halfRate.reset();
    const made = halfRate.process(new Int16Array(320));
    expect([...halfRate.output.subarray(0, made)].every((sample) => sample === 0)).toBe(true);
  });
});
