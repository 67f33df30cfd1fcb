import { costOf, quantityOf } from './cost-words';

describe('the lines of a call’s cost', () => {
  it.each([
    ['input_token', 1200, false, '1,200 input tokens'],
    ['carrier_minute', 1, false, '1 carrier minute'],
    ['stream_minute', 2, true, 'about 2 stream minutes'],
    ['audio_ms', 61_400, false, '62 s of audio'],
  ])('says %s %p', (unit, quantity, estimated, words) => {
    expect(quantityOf({ unit, quantity, estimated })).toBe(words);
  });

  it('says unknown where there is no price, and nothing where it costs nothing', () => {
    expect([costOf({ costMicroUsd: null }), costOf({ costMicroUsd: 0 })]).toEqual([
      'unknown',
      '$0.00',
    ]);
  });
});
