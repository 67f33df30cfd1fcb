/** A later report shifted by more than this means that the output stood still in between. */
export const STALL_MS = 20;

/** Audio from one place of the segment to another, played without a break. */
export type Stretch = {
  fromMs: number;
  toMs: number;
  /** The call's time at which the segment's start would have played; infinite while unreported. */
  baseMs: number;
  /** How often the segment had been held and gone on. */
  held: number;
};

/** The far end's own word that a segment was played up to there, and when it came. */
export type Confirmation = { atMs: number; playedMs: number; held: number };

/**
 * When each stretch's segment would have begun, on the clock by which the far end is heard. Reports by a
 * schedule do not know by how much a far end began later than it was sent sound, each time anew; its
 * own word does, and can only be late, so the earliest of a stretch is the best. Where there is none
 * it is taken for `laterMs` behind its schedule. What stood still does not catch up: a stretch is
 * never farther behind than the next.
 */
export function heardBases(
  stretches: readonly Stretch[],
  confirmations: readonly Confirmation[],
  laterMs: number,
): number[] {
  const bases = stretches.map((stretch, at) => {
    const isLast = stretches[at + 1]?.held !== stretch.held;
    const said = confirmations.filter(
      ({ held, playedMs }) =>
        held === stretch.held && playedMs > stretch.fromMs && (isLast || playedMs <= stretch.toMs),
    );
    if (said.length === 0) return stretch.baseMs + laterMs;
    return Math.min(...said.map(({ atMs, playedMs }) => atMs - playedMs));
  });
  if (confirmations.length === 0) return bases;
  for (let at = bases.length - 2; at >= 0; at -= 1) {
    bases[at] = Math.min(bases[at] ?? Infinity, bases[at + 1] ?? Infinity);
  }
  return closed(stretches, bases);
}

/** A break that only reports had suggested closes again. */
function closed(stretches: readonly Stretch[], bases: readonly number[]): number[] {
  const result: number[] = [];
  for (const [at, baseMs] of bases.entries()) {
    const before = result.at(-1);
    const isSame = stretches[at]?.held === stretches[at - 1]?.held;
    const goesOn = before !== undefined && isSame && baseMs - before <= STALL_MS;
    result.push(goesOn ? before : baseMs);
  }
  return result;
}
