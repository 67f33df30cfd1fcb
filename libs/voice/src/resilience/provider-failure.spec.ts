import { kindOfStatus, kindOfWords, providerFailure } from './provider-failure';

describe('provider failures', () => {
  it.each([
    ['quota_exceeded', 'quota'],
    ['concurrency_limited', 'rate'],
    ['too_many_concurrent_requests', 'rate'],
    ['system_busy', 'rate'],
    ['rate_limit_exceeded', 'rate'],
    ['invalid_api_key', 'auth'],
    ['generation_failed', undefined],
    ['', undefined],
  ])('understands the code "%s" as %s', (code, kind) => {
    expect(kindOfWords(code)).toBe(kind);
  });

  it.each([
    [400, 'bad_request'],
    [401, 'auth'],
    [402, 'quota'],
    [408, 'timeout'],
    [429, 'rate'],
    [503, 'server'],
  ])('understands the status %d as %s', (status, kind) => {
    expect(kindOfStatus(status)).toBe(kind);
  });

  it('says who failed how, with the code where there is one', () => {
    expect(providerFailure('cartesia', 'rate', 429).message).toBe(
      'cartesia asked to slow down (429).',
    );
    expect(providerFailure('cartesia', 'network').message).not.toContain('(');
  });
});
