import { decodeMulaw, encodeMulaw, MULAW_SILENCE } from './mulaw';

const encode = (...samples: number[]): number[] => {
  const codes = new Uint8Array(samples.length);
  encodeMulaw(Int16Array.from(samples), codes);
  return [...codes];
};
const decode = (...codes: number[]): number[] => {
  const samples = new Int16Array(codes.length);
  decodeMulaw(Uint8Array.from(codes), samples);
  return [...samples];
};

describe('µ-law', () => {
  it.each([
    ['silence', 0, 0xff],
    ['the loudest positive sample', 32_767, 0x80],
    ['the loudest negative sample', -32_768, 0x00],
    ['the first step up', 8, 0xfe],
    ['the first step down', -8, 0x7e],
    ['the end of the first segment', 120, 0xf0],
    ['the beginning of the second', 132, 0xef],
  ])('encodes %s', (_name, sample, code) => {
    expect(encode(sample)).toEqual([code]);
  });

  it.each([
    [0x00, -32_124],
    [0x80, 32_124],
    [0xff, 0],
    [0x7f, 0],
    [0xef, 132],
    [0x6f, -132],
  ])('decodes %i', (code, sample) => {
    expect(decode(code)).toEqual([sample]);
    expect(Object.is(decode(code)[0], -0)).toBe(false);
  });

  it('gives every code back but the negative zero, which becomes silence', () => {
    const codes = Array.from({ length: 256 }, (_, code) => code);
    expect(encode(...decode(...codes))).toEqual(
      codes.map((code) => (code === 0x7f ? MULAW_SILENCE : code)),
    );
  });

  it('is never further off than half a step of its segment', () => {
    const wrong: number[] = [];
    for (let sample = -32_635; sample <= 32_635; sample += 1) {
      const [back = 0] = decode(...encode(sample));
      const step = 8 << Math.floor(Math.log2((Math.abs(sample) + 132) / 128));
      if (Math.abs(back - sample) > step / 2) wrong.push(sample);
    }
    expect(wrong).toEqual([]);
  });

  it('writes where the caller says, and no further', () => {
    const codes = new Uint8Array(4).fill(7);
    expect(encodeMulaw(Int16Array.of(0, 0), codes.subarray(1))).toBe(2);
    expect([...codes]).toEqual([7, 0xff, 0xff, 7]);
  });

  it('refuses a buffer that is too short', () => {
    expect(() => encodeMulaw(new Int16Array(3), new Uint8Array(2))).toThrow(RangeError);
    expect(() => decodeMulaw(new Uint8Array(3), new Int16Array(2))).toThrow(RangeError);
  });
});
