import { filterWords } from './filter-words';

describe('The filters of an export', () => {
  const names = new Map([['m1', 'Tia']]);

  it.each([
    [{}, ''],
    [{ mode: 'interview', channel: 'phone' } as const, 'Job interview, Telephone'],
    [{ member: 'm1', persona: 'gone', engine: 'scripted' } as const, 'Tia, One persona, Built in'],
    [{ member: 'gone' }, 'One member'],
  ])('%j are said as: %s', (filters, words) => {
    expect(filterWords(filters, names)).toBe(words);
  });
});
