import type { PersonaDefinition } from '@sparline/personas';
import { TURN_POLICIES, type TurnPolicy } from '@sparline/voice';

const TYPING_NUDGE_MS = 45_000;
/** Whoever bears with almost anything lets everybody finish. */
const NEVER_CUTS_IN_FROM = 0.9;

/** How the persona takes turns: its own way or its mode's, and the sooner the less patient it is. */
export const turnPolicyOf = (
  { mode, turnTaking, knobs }: Pick<PersonaDefinition, 'mode' | 'turnTaking' | 'knobs'>,
  input: 'audio' | 'text' | 'both',
): TurnPolicy => {
  const policy = TURN_POLICIES[turnTaking ?? mode];
  const { cutInAfterMs, cutInWords } = policy;
  const patient = knobs.patience >= NEVER_CUTS_IN_FROM;
  const scaled = (limit: number | null) =>
    limit === null || patient ? null : Math.round(limit * (0.5 + knobs.patience));
  return {
    ...policy,
    cutInAfterMs: scaled(cutInAfterMs),
    cutInWords: scaled(cutInWords),
    // Who types needs longer than who talks before silence means something.
    ...(input === 'audio' ? {} : { nudgeAfterMs: TYPING_NUDGE_MS }),
  };
};
