import { changesState, isOwnOrigin } from './request-origin';

const PUBLIC_URL = 'https://practice.example.com';

describe('isOwnOrigin', () => {
  it.each([
    ['a program, which sends none', { host: 'practice.example.com' }, true],
    ['our own page', { origin: 'https://practice.example.com', host: '10.0.0.4:3000' }, true],
    [
      'a page on the address asked',
      { origin: 'http://localhost:3000', host: 'localhost:3000' },
      true,
    ],
    [
      'another port of the same machine',
      { origin: 'http://localhost:5173', host: 'localhost:3000' },
      false,
    ],
    ['another site', { origin: 'https://evil.example', host: 'practice.example.com' }, false],
    [
      'a sister domain',
      { origin: 'https://blog.example.com', host: 'practice.example.com' },
      false,
    ],
    ['a sandboxed frame', { origin: 'null', host: 'practice.example.com' }, false],
    ['nonsense', { origin: 'practice.example.com', host: 'practice.example.com' }, false],
  ])('judges %s', (_, headers, expected) => {
    expect(isOwnOrigin(headers, PUBLIC_URL)).toBe(expected);
  });
});

describe('changesState', () => {
  it.each([
    ['GET', false],
    ['head', false],
    ['OPTIONS', false],
    ['POST', true],
    ['PATCH', true],
    ['DELETE', true],
  ])('%s: %s', (method, expected) => {
    expect(changesState(method)).toBe(expected);
  });
});
