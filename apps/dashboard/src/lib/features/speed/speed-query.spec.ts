import { speedQueryOf } from './speed-query';

describe('what the address of the speed page asks for', () => {
  it.each([
    ['', 'provider'],
    ['?groupBy=mode', 'mode'],
    ['?groupBy=planet', 'provider'],
  ])('%j groups by %s', (search, groupBy) => {
    const url = new URL(`/reports/speed${search}`, 'http://localhost');
    expect(speedQueryOf(url, new Date()).groupBy).toBe(groupBy);
  });
});
