import type { UsageSource } from '../ports/usage';

/** @throws RangeError of an empty list. */
export function primaryOf<C extends UsageSource>(candidates: readonly C[]): C {
  const [primary] = candidates;
  if (!primary) throw new RangeError('A fallback needs at least one provider.');
  return primary;
}

/** Whom to pay for a candidate's work, where that is not the first. */
export function sourceUnlessFirst(
  candidate: UsageSource,
  candidates: readonly UsageSource[],
): UsageSource | undefined {
  if (candidate === candidates[0]) return undefined;
  return { provider: candidate.provider, model: candidate.model };
}
