import { packPeaks, unpackPeaks } from './recording-peaks';

describe('packed peaks', () => {
  it('come back within half a step of 1/255', () => {
    const trainee = Array.from({ length: 400 }, (_, at) => at / 399);
    const persona = trainee.toReversed();
    const back = unpackPeaks(packPeaks({ trainee, persona }));
    const off = (a: readonly number[], b: readonly number[]) =>
      Math.max(...a.map((peak, at) => Math.abs(peak - (b[at] ?? Number.NaN))));
    expect(Math.max(off(trainee, back.trainee), off(persona, back.persona))).toBeLessThan(0.0025);
  });

  it('of a call of any length take a byte each', () => {
    const loud = Array.from({ length: 400 }, () => 1);
    expect(packPeaks({ trainee: loud, persona: loud })).toHaveLength(800);
  });

  it('stay within bounds, and may be none', () => {
    expect(unpackPeaks(packPeaks({ trainee: [1.4], persona: [-1] }))).toEqual({
      trainee: [1],
      persona: [0],
    });
    expect(unpackPeaks(packPeaks({ trainee: [], persona: [] }))).toEqual({
      trainee: [],
      persona: [],
    });
  });
});
