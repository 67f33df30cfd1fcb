import { chargeOf } from './charge';

describe('what Twilio charged', () => {
  it.each([
    ['not known yet', null, 'USD', null],
    ['left empty', '', 'USD', null],
    ['no number', 'soon', 'USD', null],
    ['a minute', '-0.00850', 'USD', { microUsd: 8_500 }],
    ['in small letters', '-0.01400', 'usd', { microUsd: 14_000 }],
    ['nothing', '0', 'USD', { microUsd: 0 }],
    ['nothing in another currency', '-0.00', 'EUR', { microUsd: 0 }],
    ['given back', '0.00850', 'USD', { microUsd: 0 }],
    ['without a currency', '-1', null, { microUsd: 1_000_000 }],
    ['in another currency', '-0.00850', 'EUR', { currency: 'EUR' }],
  ])('%s', (_name, price, priceUnit, charge) => {
    expect(chargeOf({ price, priceUnit })).toEqual({ charge });
  });
});
