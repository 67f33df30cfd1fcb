/** Quieter than this counts as nothing on the meter; speech at arm's length is about -30 dBFS. */
const FLOOR_DB = -60;
const CEILING_DB = -12;
/** Fall per update of 20 ms; meters rise at once and fall slowly, so that a word stays visible. */
const FALL = 0.06;

/** A root mean square (0 to 1) as the height of a meter, 0 to 1. */
export const levelOf = (rms: number): number => {
  if (rms <= 0) {
    return 0;
  }
  const db = 20 * Math.log10(rms);
  return Math.max(0, Math.min(1, (db - FLOOR_DB) / (CEILING_DB - FLOOR_DB)));
};

export const settle = (shown: number, level: number): number =>
  level >= shown ? level : Math.max(level, shown - FALL);
