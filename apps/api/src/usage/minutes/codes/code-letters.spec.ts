import { hashMinuteCode, newMinuteCode, readMinuteCode } from './code-letters';

describe('a code for minutes', () => {
  it('has three groups of letters that are not taken for each other', () => {
    const codes = Array.from({ length: 200 }, newMinuteCode);
    for (const code of codes) expect(code).toMatch(/^([A-HJ-NP-Z2-9]{4}-){2}[A-HJ-NP-Z2-9]{4}$/);
    expect(new Set(codes).size).toBe(200);
  });

  it.each([
    ['ABCD-EFGH-JK23', 'ABCD-EFGH-JK23'],
    [' abcd efgh jk23 ', 'ABCD-EFGH-JK23'],
    ['abcdefghjk23', 'ABCD-EFGH-JK23'],
    ['ABCD–EFGH–JK23', 'ABCD-EFGH-JK23'],
    ['ABCD-EFGH-JK2', undefined],
    ['ABCD-EFGH-JK234', undefined],
    ['ABCD-EFGH-JKO1', undefined],
    ['', undefined],
  ])('typed as "%s" is read as %s', (typed, code) => {
    expect(readMinuteCode(typed)).toBe(code);
  });

  it('is kept as a hash that does not contain it', () => {
    expect(hashMinuteCode('ABCD-EFGH-JK23')).toMatch(/^[0-9a-f]{64}$/);
    expect(hashMinuteCode('ABCD-EFGH-JK23')).not.toBe(hashMinuteCode('ABCD-EFGH-JK24'));
  });
});
