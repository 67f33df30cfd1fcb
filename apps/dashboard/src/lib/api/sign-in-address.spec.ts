import { destinationOf, signInAddress } from './sign-in-address';

const at = (path: string) => new URL(path, 'https://practice.example');

describe('the way to the sign-in page and back', () => {
  it.each(['/calls?mode=interview&q=a%26b', '/personas/1/edit'])('leads back to %s', (path) => {
    expect(destinationOf(at(signInAddress(at(path))))).toBe(path);
  });

  it('does not name the start page', () => {
    expect(signInAddress(at('/'))).toBe('/sign-in');
    expect(destinationOf(at('/sign-in'))).toBe('/');
  });

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
  ])('never leads to %j', (next) => {
    expect(destinationOf(at(`/sign-in?next=${encodeURIComponent(next)}`))).toBe('/');
  });
});
