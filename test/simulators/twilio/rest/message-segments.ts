/** GSM 03.38's basic alphabet; the characters of its extension take two places. */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const EXTENSION = '^{}\\[~]|€';

/** How many text messages a body is billed as. */
export function segmentsOf(body: string): number {
  const characters = [...body];
  const isGsm = characters.every((one) => BASIC.includes(one) || EXTENSION.includes(one));
  const length = isGsm
    ? characters.reduce((sum, one) => sum + (EXTENSION.includes(one) ? 2 : 1), 0)
    : body.length;
  const [alone, together] = isGsm ? [160, 153] : [70, 67];
  return length <= alone ? 1 : Math.ceil(length / together);
}
