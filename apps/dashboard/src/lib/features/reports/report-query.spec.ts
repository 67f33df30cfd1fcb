import { reportQueryOf, spanFor } from './report-query';

const NOW = new Date(2026, 2, 1, 9, 0);
const ID = '0b54cb2c-5b35-4a52-9b1c-7d2c5a5f2f11';
const at = (search: string) =>
  reportQueryOf(new URL(`/reports/cost${search}`, 'http://localhost'), NOW, ['member', 'day']);

describe('what the address of a report asks for', () => {
  it('takes known filters and leaves out what makes no sense', () => {
    expect(at(`?days=7&member=${ID}&mode=interview&channel=pigeon&groupBy=planet`)).toMatchObject({
      from: '2026-02-23',
      member: ID,
      mode: 'interview',
      channel: undefined,
      groupBy: 'member',
    });
  });
});

test.each([
  ['2026-01-01', '2026-01-31', 'day'],
  ['2026-01-01', '2026-12-31', 'week'],
  ['2024-01-01', '2026-12-31', 'month'],
])('from %s to %s there is a column a %s', (from, to, span) => {
  expect(spanFor({ from, to })).toBe(span);
});
