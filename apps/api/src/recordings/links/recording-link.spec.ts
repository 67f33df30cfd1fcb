import { linkKeyOf, readLink, signLink } from './recording-link';

const key = linkKeyOf('a secret of the tests that is long enough');
const claim = {
  callId: '0b6e7a52-1f0c-4c8e-9d2b-3a4f5e6d7c8b',
  expiresAtMs: Date.UTC(2026, 10, 26),
  generation: 3,
};

describe('a link to a recording', () => {
  it('says what it opens, and until when', () => {
    expect(readLink(signLink(claim, key), key)).toEqual(claim);
  });

  it('is short enough to be sent', () => {
    expect(signLink(claim, key)).toMatch(/^[\w-]{67}$/);
  });

  it('cannot be changed in any place', () => {
    const token = signLink(claim, key);
    for (let at = 0; at < token.length; at++) {
      const other = token[at] === 'A' ? 'B' : 'A';
      expect(readLink(token.slice(0, at) + other + token.slice(at + 1), key)).toBeUndefined();
    }
  });

  it.each(['', 'x', '====', 'A'.repeat(67), 'A'.repeat(5000)])('is not %j', (token) => {
    expect(readLink(token, key)).toBeUndefined();
  });

  it('is void with another secret', () => {
    expect(readLink(signLink(claim, key), linkKeyOf('another secret'))).toBeUndefined();
  });

  it('has one spelling', () => {
    expect(readLink(`${signLink(claim, key)}=`, key)).toBeUndefined();
  });
});
