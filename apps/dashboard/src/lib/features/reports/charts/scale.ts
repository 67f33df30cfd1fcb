/**
 * Round steps that people read at a glance: 1, 2 or 5 times a power of ten; none smaller than `least`,
 * which is 1 for what is counted.
 */
export const ticksFor = (most: number, least = 0, wanted = 3): number[] => {
  if (!(most > 0)) return [0];
  const rough = most / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const round = ([1, 2, 5, 10].find((times) => times * power >= rough) ?? 10) * power;
  const step = Math.max(round, least);
  return Array.from({ length: Math.ceil(most / step - 1e-9) + 1 }, (_tick, place) => place * step);
};

/** Pixels a name below an axis takes, with the space beside it. */
export const ROOM_FOR_NAME = 76;

/** Places of the names below an axis: as many as fit, the first and the last among them. */
export const namedPlaces = (
  columns: number,
  width: number,
  roomForOne = ROOM_FOR_NAME,
): number[] => {
  if (columns === 0) return [];
  const fit = Math.max(1, Math.min(columns, Math.floor(width / roomForOne)));
  if (fit === 1 || columns === 1) return [0];
  const step = (columns - 1) / (fit - 1);
  return [...new Set(Array.from({ length: fit }, (_name, at) => Math.round(at * step)))];
};
