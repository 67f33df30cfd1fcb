import { TURN_POLICIES } from '@sparline/voice';
import { thresholdsOf } from './replay-thresholds';

describe('thresholds to try in a replay', () => {
  it('are the call’s own when none is given', () => {
    expect(thresholdsOf(undefined)).toBeUndefined();
  });

  it('are those of a policy, and single ones on top of it', () => {
    expect(thresholdsOf('interview', ['minSilenceMs=900', 'cutInAfterMs=never'])).toEqual({
      ...TURN_POLICIES.interview,
      minSilenceMs: 900,
      cutInAfterMs: null,
    });
    expect(thresholdsOf(undefined, ['hardInterruptWords=1'])).toEqual({ hardInterruptWords: 1 });
  });

  it.each(['minSilenceMs', 'minSilenceMs=', 'minSilenceMs=-1', 'minSilenceMs=never', 'patience=3'])(
    'refuses %s and says what there is',
    (given) => {
      expect(() => thresholdsOf(undefined, [given])).toThrow(/not understood[^]*minSilenceMs/);
    },
  );

  it('refuses a policy nobody has', () => {
    expect(() => thresholdsOf('rude')).toThrow(/Usage/);
  });
});
