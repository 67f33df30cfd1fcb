import { rowAddress } from './row-address';

const url = new URL('http://localhost/reports/cost?days=90&groupBy=member');

test.each([
  ['member', 'm1', '/reports/cost?days=90&member=m1'],
  ['mode', 'interview', '/reports/cost?days=90&mode=interview'],
  ['call', 'c1', '/calls/c1'],
  ['provider', 'openai', undefined],
  ['persona', '', undefined],
  ['member', 'without_call', undefined],
] as const)('a row by %s named %j leads to %s', (group, key, address) => {
  expect(rowAddress(url, group, key)).toBe(address);
});
