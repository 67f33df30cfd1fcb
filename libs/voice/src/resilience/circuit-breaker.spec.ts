import { VirtualClock } from '../testing/virtual-clock';
import { CircuitBreaker } from './circuit-breaker';
import { ProviderError, type ProviderErrorKind } from './provider-error';

describe('CircuitBreaker', () => {
  let clock: VirtualClock;
  let breaker: CircuitBreaker;
  const fail = (kind: ProviderErrorKind, retryAfterMs?: number) =>
    breaker.failed('llm', new ProviderError('p', kind, 'failed', retryAfterMs));

  beforeEach(() => {
    clock = new VirtualClock();
    breaker = new CircuitBreaker({ clock });
  });

  it('opens after three failures in a row and lets one request try after a pause', async () => {
    await clock.advance(1);
    fail('server');
    fail('network');
    expect(breaker.allows('llm')).toBe(true);
    fail('timeout');
    expect(breaker.allows('llm')).toBe(false);
    expect(breaker.allows('another')).toBe(true);
    await clock.advance(15_000);
    expect([breaker.allows('llm'), breaker.allows('llm')]).toEqual([true, false]);
  });

  it('opens again when the trial fails, and closes when it succeeds', async () => {
    for (let count = 0; count < 3; count++) fail('server');
    await clock.advance(15_000);
    breaker.allows('llm');
    fail('server');
    expect(breaker.isOpen('llm')).toBe(true);
    await clock.advance(15_000);
    breaker.allows('llm');
    breaker.succeeded('llm');
    expect([breaker.isOpen('llm'), breaker.allows('llm')]).toEqual([false, true]);
  });

  it('lets the next request try when the trial was given up', async () => {
    for (let count = 0; count < 3; count++) fail('server');
    await clock.advance(15_000);
    breaker.allows('llm');
    breaker.released('llm');
    expect(breaker.allows('llm')).toBe(true);
  });

  it('starts to count anew after a success', () => {
    fail('server');
    fail('server');
    breaker.succeeded('llm');
    fail('server');
    expect(breaker.isOpen('llm')).toBe(false);
  });

  it.each(['auth', 'quota'] as const)('opens for a minute at the first %s', async (kind) => {
    fail(kind);
    await clock.advance(59_000);
    expect(breaker.isOpen('llm')).toBe(true);
    await clock.advance(1_000);
    expect(breaker.isOpen('llm')).toBe(false);
  });

  it('stays open as long as the provider asked for', async () => {
    for (let count = 0; count < 3; count++) fail('rate', 40_000);
    await clock.advance(39_000);
    expect(breaker.isOpen('llm')).toBe(true);
  });

  it('does not hold a refused request against the provider', () => {
    for (let count = 0; count < 9; count++) fail('bad_request');
    expect(breaker.isOpen('llm')).toBe(false);
  });
});
