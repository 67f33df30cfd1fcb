import { TURN_POLICIES, type TurnPolicy } from '@sparline/voice';

const THRESHOLDS = Object.keys(TURN_POLICIES.cold_call);

export const REPLAY_USAGE = `Usage: npm run --silent replay -- events.jsonl [--policy ${Object.keys(TURN_POLICIES).join('|')}] [--set threshold=value ...]
Thresholds: ${THRESHOLDS.join(', ')}`;

/**
 * What to try in place of the call's own thresholds; undefined when nothing was asked for.
 * @throws Error that says how to ask.
 */
export const thresholdsOf = (
  policy: string | undefined,
  set: readonly string[] = [],
): Partial<TurnPolicy> | undefined => {
  if (policy === undefined && set.length === 0) return undefined;
  const named = Object.entries(TURN_POLICIES).find(([name]) => name === policy);
  if (policy !== undefined && !named) throw new Error(REPLAY_USAGE);
  return { ...named?.[1], ...Object.fromEntries(set.map(thresholdOf)) };
};

/** `minSilenceMs=900`, or `cutInAfterMs=never`. */
const thresholdOf = (given: string): [name: string, value: number | null] => {
  const [name = '', value = ''] = given.split('=');
  const isKnown = THRESHOLDS.includes(name);
  if (isKnown && value === 'never' && name.startsWith('cutIn')) return [name, null];
  const number = Number(value);
  if (!isKnown || value.trim() === '' || !Number.isFinite(number) || number < 0) {
    throw new Error(`--set ${given} is not understood.\n${REPLAY_USAGE}`);
  }
  return [name, number];
};
