import { callQueryOf, filterCount } from './call-query';

const ID = '0b7f7a4e-3f0c-4a55-9d3b-0c8e7f1a2b3c';
const at = (search: string) => new URL(`http://localhost/calls${search}`);

describe('callQueryOf', () => {
  it('passes on what the address asks for', () => {
    const search = `?q=price&mode=interview&personaId=${ID}&state=ready&from=2026-02-01&to=2026-02-28&sort=startedAt&cursor=c`;
    expect(callQueryOf(at(search))).toEqual({
      q: 'price',
      mode: 'interview',
      personaId: ID,
      memberId: undefined,
      state: 'ready',
      from: '2026-02-01',
      to: '2026-02-28',
      sort: 'startedAt',
      cursor: 'c',
      limit: 20,
    });
  });

  it.each([
    '?mode=duel',
    '?personaId=7',
    '?state=lost',
    '?from=2026-02-30',
    '?to=soon',
    '?q=%20%20',
  ])('asks for nothing where %s makes no sense', (search) => {
    expect(filterCount(callQueryOf(at(search)))).toBe(0);
  });
});

it('counts filters, not paging or order', () => {
  expect(filterCount(callQueryOf(at('?q=a&mode=interview&cursor=c&sort=startedAt')))).toBe(2);
});
