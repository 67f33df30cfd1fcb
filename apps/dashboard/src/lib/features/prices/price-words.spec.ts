import { periodInWords, priceInWords, usualQuantity } from './price-words';

describe('prices in words', () => {
  it.each([
    ['input_token', 150_000, 1_000_000, '$0.15 a million tokens'],
    ['audio_ms', 4_800, 60_000, '$0.0048 a minute'],
    ['audio_ms', 450_000, 3_600_000, '$0.45 an hour'],
    ['carrier_minute', 8_500, 1, '$0.0085 a minute'],
    ['character', 30_000, 1_000, '$0.03 for 1,000 characters'],
    ['character', 0, 1, 'Free'],
  ] as const)('says %s %p for %p as %s', (unit, amountMicroUsd, perQuantity, words) => {
    expect(priceInWords({ unit, amountMicroUsd, perQuantity })).toBe(words);
  });

  it('says when a price holds', () => {
    expect(periodInWords({ validFrom: null, validTo: null }, 'UTC')).toBe('Always');
    const night = { validFrom: '2026-11-20T23:00:00Z', validTo: null };
    expect(periodInWords(night, 'Europe/Berlin')).toMatch(/^from .*\b21\b/);
  });

  it('takes the quantity vendors state prices for', () => {
    expect([usualQuantity('input_token'), usualQuantity('audio_ms')]).toEqual([1_000_000, 60_000]);
    expect(usualQuantity('sms_segment')).toBe(1);
  });
});
