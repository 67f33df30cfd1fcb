import { hashToken, newToken, readablePassword, sign, unsign } from './tokens';

describe('tokens', () => {
  it('are 256 bits long, safe in a URL, and never the same', () => {
    const tokens = Array.from({ length: 200 }, newToken);
    expect(new Set(tokens).size).toBe(200);
    for (const token of tokens) {
      expect(token).toMatch(/^[\w-]{43}$/);
      expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    }
  });

  it('are stored as SHA-256', () => {
    expect(hashToken('abc')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});

describe('a signed value', () => {
  const signed = sign('value', 'secret');

  it('comes back when nothing was changed', () => {
    expect(unsign(signed, 'secret')).toBe('value');
  });

  it.each([
    ['another value', `walue${signed.slice(5)}`],
    ['a shortened signature', signed.slice(0, -1)],
    ['a lengthened signature', `${signed}A`],
    ['no signature', 'value'],
    ['an empty signature', 'value.'],
    ['no value', signed.slice(5)],
    ['nothing', ''],
  ])('is refused with %s', (_, tampered) => {
    expect(unsign(tampered, 'secret')).toBeUndefined();
  });

  it('is refused when it was signed with another secret', () => {
    expect(unsign(sign('value', 'other'), 'secret')).toBeUndefined();
  });
});

describe('a readable password', () => {
  it('has four groups without letters that look alike', () => {
    const passwords = Array.from({ length: 50 }, readablePassword);
    expect(new Set(passwords).size).toBe(50);
    for (const password of passwords) expect(password).toMatch(/^([a-hjkmnp-z2-9]{5}-?){4}$/);
  });
});
