import { rmsOf } from './pcm';
import { StreamResampler } from './stream-resampler';

const tone = (hertz: number, rate: number, samples: number) =>
  Float32Array.from({ length: samples }, (_, i) => Math.sin((2 * Math.PI * hertz * i) / rate));

const run = (input: Float32Array, from: number, to: number, chunk: number): Float32Array => {
  const resampler = new StreamResampler(from, to);
  const out: number[] = [];
  for (let at = 0; at < input.length; at += chunk) {
    out.push(...resampler.process(input.subarray(at, at + chunk)));
  }
  out.push(...resampler.flush());
  return Float32Array.from(out);
};

describe('a stream at another rate', () => {
  it.each([
    [48_000, 16_000],
    [44_100, 16_000],
    [22_050, 48_000],
    [24_000, 44_100],
  ])('keeps a tone of 440 Hz from %i to %i Hz', (from, to) => {
    const out = run(tone(440, from, from), from, to, 128);
    expect(Math.abs(out.length - to)).toBeLessThan(to * 0.002);
    const expected = tone(440, to, to);
    const error = out.slice(200, to - 200).map((sample, i) => sample - (expected[i + 200] ?? 0));
    expect(rmsOf(error)).toBeLessThan(0.01);
  });

  it.each([
    [24_000, 48_000],
    [24_000, 44_100],
    [24_000, 96_000],
  ])('keeps each moment where it is, from %i to %i Hz', (from, to) => {
    const click = new Float32Array(from);
    const atMs = 500;
    click[(atMs * from) / 1000] = 1;
    const out = run(click, from, to, 480);
    const loudest = out.reduce((best, sample, i) => (sample > (out[best] ?? 0) ? i : best), 0);
    expect((loudest * 1000) / to).toBeCloseTo(atMs, 1);
  });

  it('keeps what is above the new range out of it', () => {
    const out = run(tone(11_000, 48_000, 48_000), 48_000, 16_000, 128);
    expect(rmsOf(out)).toBeLessThan(0.01);
  });

  it('gives the same samples whatever the size of the chunks', () => {
    const input = tone(700, 48_000, 4800);
    const small = run(input, 48_000, 16_000, 128);
    const whole = run(input, 48_000, 16_000, 4800);
    expect(small.slice(0, 1500)).toEqual(whole.slice(0, 1500));
  });

  it('leaves a stream alone that has the right rate already', () => {
    const input = tone(700, 16_000, 320);
    expect(run(input, 16_000, 16_000, 100)).toEqual(input);
  });
});
