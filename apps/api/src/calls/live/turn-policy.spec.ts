import { TURN_POLICIES } from '@sparline/voice';
import { turnPolicyOf } from './turn-policy';

const persona = (patience: number) => ({
  mode: 'cold_call' as const,
  knobs: { patience, skepticism: 0.5, talkativeness: 0.5 },
});

describe('how a persona takes turns', () => {
  it('is that of its mode', () => {
    expect(turnPolicyOf(persona(0.5), 'audio')).toEqual(TURN_POLICIES.cold_call);
  });

  it('is its own where it has one', () => {
    const { maxSilenceMs } = turnPolicyOf({ ...persona(0.5), turnTaking: 'gatekeeper' }, 'audio');
    expect(maxSilenceMs).toBe(TURN_POLICIES.gatekeeper.maxSilenceMs);
  });

  it.each([
    [0, 6000, 23],
    [0.5, 12_000, 45],
    [0.8, 15_600, 59],
    [0.9, null, null],
    [1, null, null],
  ])(
    'with patience %d it cuts in after %p ms or %p words',
    (patience, cutInAfterMs, cutInWords) => {
      expect(turnPolicyOf(persona(patience), 'audio')).toMatchObject({ cutInAfterMs, cutInWords });
    },
  );

  it('gives whoever may type longer before silence means something', () => {
    expect(turnPolicyOf(persona(0.5), 'both').nudgeAfterMs).toBe(45_000);
  });
});
