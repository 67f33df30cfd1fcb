import { exactWaitOf, waitOf } from './duration-words';

test.each([
  [0, '0 ms', '0 ms'],
  [84, '84 ms', '84 ms'],
  [96, '0.1 s', '96 ms'],
  [949, '0.9 s', '949 ms'],
  [1054, '1.1 s', '1.05 s'],
  [9_960, '10 s', '9.96 s'],
  [12_400, '12 s', '12.40 s'],
])('%i ms are about %s, and exactly %s', (ms, about, exactly) => {
  expect([waitOf(ms), exactWaitOf(ms)]).toEqual([about, exactly]);
});
