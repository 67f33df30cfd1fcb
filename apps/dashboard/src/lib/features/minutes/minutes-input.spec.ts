import { typedMinutes } from './minutes-input';

describe('minutes as typed', () => {
  it.each([
    ['12', 12],
    [' 2.5 ', 2.5],
    ['2,5', 2.5],
    ['0', 0],
    ['', undefined],
    ['-1', undefined],
    ['1e5', undefined],
    ['1,000.5', undefined],
    ['ten', undefined],
  ])('%p are %p', (text, minutes) => {
    expect(typedMinutes(text)).toBe(minutes);
  });
});
