/** GSM 03.38's basic alphabet; each character of its extension takes two places. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const EXTENSION = new Set('\f^{}\\[~]|€');

/**
 * How many text messages a body is billed as. One that is longer than a message loses seven places in
 * each to say which part it is, and no character is torn between two.
 */
export const segmentsOf = (body: string): number => {
  const characters = [...body];
  const isGsm = characters.every((one) => BASIC.has(one) || EXTENSION.has(one));
  const places = characters.map((one) => {
    if (!isGsm) return one.length;
    return EXTENSION.has(one) ? 2 : 1;
  });
  const [alone, together] = isGsm ? [160, 153] : [70, 67];
  if (places.reduce((sum, count) => sum + count, 0) <= alone) return 1;
  let segments = 1;
  let taken = 0;
  for (const count of places) {
    if (taken + count > together) {
      segments += 1;
      taken = 0;
    }
    taken += count;
  }
  return segments;
};
