/**
 * µ-law, the telephone's eight bits a sample at 8 kHz: ITU-T Recommendation G.711 (11/88), table 2,
 * with its 14-bit values shifted to 16 bits.
 */
export const MULAW_SAMPLE_RATE = 8000;
/** The code of no sound; 0x00 is the loudest there is. */
export const MULAW_SILENCE = 0xff;

const BIAS = 0x84;
const LOUDEST = 32_635;

const SAMPLE_OF = Int16Array.from({ length: 0x100 }, (_, code) => expand(code));
/** Indexed by a sample's sixteen bits taken as an unsigned number. */
const CODE_OF = Uint8Array.from({ length: 0x10000 }, (_, bits) => compress((bits << 16) >> 16));

/**
 * Writes one code a sample and answers how many.
 * @throws RangeError when `into` is shorter than the samples.
 */
export function encodeMulaw(samples: Int16Array, into: Uint8Array): number {
  const { length } = samples;
  if (into.length < length) throw tooShort(into.length, length);
  for (let at = 0; at < length; at += 1) into[at] = CODE_OF[(samples[at] ?? 0) & 0xffff] ?? 0;
  return length;
}

/**
 * Writes one sample a code and answers how many.
 * @throws RangeError when `into` is shorter than the codes.
 */
export function decodeMulaw(codes: Uint8Array, into: Int16Array): number {
  const { length } = codes;
  if (into.length < length) throw tooShort(into.length, length);
  for (let at = 0; at < length; at += 1) into[at] = SAMPLE_OF[codes[at] ?? 0] ?? 0;
  return length;
}

/** Sign, three bits of exponent and four of mantissa, all of them inverted. */
function expand(code: number): number {
  const bits = ~code & 0xff;
  const magnitude = ((((bits & 0x0f) << 3) + BIAS) << ((bits >> 4) & 7)) - BIAS;
  return bits & 0x80 ? -magnitude : magnitude;
}

function compress(sample: number): number {
  const magnitude = Math.min(Math.abs(sample), LOUDEST) + BIAS;
  const exponent = 24 - Math.clz32(magnitude);
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~((sample < 0 ? 0x80 : 0) | (exponent << 4) | mantissa) & 0xff;
}

const tooShort = (room: number, needed: number): RangeError =>
  new RangeError(`There is room for ${room} samples, and ${needed} are to be written.`);
