import { levelDbfs } from './level';
import { concatSamples } from './pcm';
import { Resampler } from './resampler';

function sine(frequency: number, sampleRate: number, samples: number): Int16Array {
  return Int16Array.from({ length: samples }, (_, index) =>
    Math.round(16000 * Math.sin((2 * Math.PI * frequency * index) / sampleRate)),
  );
}

async function resample(samples: Int16Array, from: number, to: number, chunk: number) {
  const resampler = await Resampler.create(from, to);
  const parts: Int16Array[] = [];
  for (let at = 0; at < samples.length; at += chunk) {
    parts.push(resampler.process(samples.subarray(at, at + chunk)));
  }
  resampler.close();
  return concatSamples(parts);
}

function zeroCrossings(samples: Int16Array): number {
  let crossings = 0;
  for (let index = 1; index < samples.length; index++) {
    if ((samples[index - 1] ?? 0) < 0 && (samples[index] ?? 0) >= 0) crossings++;
  }
  return crossings;
}

describe('Resampler', () => {
  it.each([
    [8000, 16000],
    [16000, 8000],
    [24000, 8000],
    [22050, 24000],
    [48000, 16000],
    [16000, 24000],
  ])('keeps pitch, level and length from %i to %i Hz', async (from, to) => {
    const output = await resample(sine(440, from, from * 2), from, to, from / 50);
    expect(Math.abs(output.length - to * 2)).toBeLessThanOrEqual(2);
    const middle = output.subarray(to / 2, to / 2 + to);
    expect(Math.abs(zeroCrossings(middle) - 440)).toBeLessThanOrEqual(1);
    expect(levelDbfs(middle)).toBeCloseTo(levelDbfs(sine(440, from, from)), 0);
  });

  it('gives the same samples however the input is cut', async () => {
    const input = sine(700, 24000, 9000);
    const whole = await resample(input, 24000, 16000, 9000);
    expect(await resample(input, 24000, 16000, 333)).toEqual(whole);
  });

  it.each([100, 333, 4096, 9000])(
    'gives the same samples %i at a time in memory that is used again',
    async (chunk) => {
      const input = sine(700, 16000, 9000);
      const resampler = await Resampler.create(16000, 24000);
      const parts: Int16Array[] = [];
      for (let at = 0; at < input.length; at += chunk) {
        parts.push(resampler.processShared(input.subarray(at, at + chunk)).slice());
      }
      resampler.close();
      expect(concatSamples(parts)).toEqual(await resample(input, 16000, 24000, 9000));
    },
  );

  it('removes what the lower rate cannot carry', async () => {
    const output = await resample(sine(6000, 24000, 24000), 24000, 8000, 480);
    expect(levelDbfs(output.subarray(1000, 7000))).toBeLessThan(-50);
  });

  it('takes a chunk of any length, also none', async () => {
    const resampler = await Resampler.create(22050, 24000);
    expect(resampler.process(new Int16Array(0))).toHaveLength(0);
    const long = resampler.process(new Int16Array(100_000));
    expect(Math.abs(long.length - (100_000 * 24000) / 22050)).toBeLessThanOrEqual(2);
    resampler.close();
  });

  it('passes samples through when the rates are equal', async () => {
    const samples = sine(440, 16000, 100);
    expect((await Resampler.create(16000, 16000)).process(samples)).toBe(samples);
  });

  it('gives its memory back when it is closed', async () => {
    const makeAndClose = async (count: number): Promise<void> => {
      for (let made = 0; made < count; made++) {
        const resampler = await Resampler.create(48000, 16000);
        resampler.process(new Int16Array(960));
        resampler.close();
      }
    };
    await makeAndClose(100);
    const before = process.memoryUsage().external;
    await makeAndClose(4000);
    // Unclosed, they would keep some 30 MB; what was made and not collected yet is some 10.
    expect(process.memoryUsage().external - before).toBeLessThan(15e6);
  });

  it('refuses to work after it was closed', async () => {
    const resampler = await Resampler.create(48000, 16000);
    resampler.close();
    expect(() => resampler.process(new Int16Array(960))).toThrow('closed');
  });

  it('leaves the error listeners of the process alone', async () => {
    await Resampler.create(8000, 16000);
    expect(process.listeners('unhandledRejection').map(String).join()).not.toContain('onAbort');
  });

  it.each([0, 7999, 16000.5, Number.NaN, 200_000])('refuses the rate %p', async (rate) => {
    await expect(Resampler.create(rate, 16000)).rejects.toThrow(RangeError);
  });
});
