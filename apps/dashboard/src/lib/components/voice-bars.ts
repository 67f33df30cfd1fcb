/** Heights, 0 to 1, of a line on which two speakers take turns. */
export type VoiceBar = { up: number; down: number };

const TURN_LENGTHS = [3, 4, 5, 6, 7];
/** A short line would hold one turn only, and every face would look alike. */
const SHORT_LINE = 16;
const SHORT_TURN_LENGTHS = [1, 2, 3, 4];

export const voiceBars = (seed: string, count: number): VoiceBar[] => {
  const random = seededRandom(seed);
  const lengths = count < SHORT_LINE ? SHORT_TURN_LENGTHS : TURN_LENGTHS;
  const bars: VoiceBar[] = [];
  let upper = random() > 0.5;
  while (bars.length < count) {
    const length = lengths[Math.floor(random() * lengths.length)] ?? 4;
    for (let place = 0; place < length && bars.length < count; place++) {
      const swell = Math.sin((Math.PI * (place + 0.7)) / (length + 0.4));
      const loud = swell * (0.4 + random() * 0.6);
      const quiet = random() * 0.06;
      bars.push(upper ? { up: loud, down: quiet } : { up: quiet, down: loud });
    }
    upper = !upper;
  }
  return bars;
};

/** mulberry32 over an FNV-1a hash: small, even enough for a drawing, the same everywhere. */
const seededRandom = (seed: string): (() => number) => {
  let state = 0x811c9dc5;
  for (const letter of seed) {
    state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  }
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
};
