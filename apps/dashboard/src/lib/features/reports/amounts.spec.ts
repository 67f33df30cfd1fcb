import { roundMoneyOf } from '../../format/money';
import { percentOf } from './amounts';

test.each([
  [0, '$0'],
  [2_140, '$0.0021'],
  [1_234_000, '$1.23'],
  [1_234_567_890, '$1,235'],
])('%i micro-dollars are %s', (microUsd, words) => expect(roundMoneyOf(microUsd)).toBe(words));

test.each([
  [0, '0 %'],
  [0.0123, '1.2 %'],
  [0.456, '46 %'],
])('%d is %s', (share, words) => expect(percentOf(share)).toBe(words));
