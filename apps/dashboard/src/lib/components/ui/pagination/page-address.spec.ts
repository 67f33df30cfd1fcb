import { filteredAddress, pageAddress, pageNumber } from './page-address';

const at = (path: string) => new URL(path, 'http://localhost');

describe('paging in the address', () => {
  it.each([
    ['/calls', 1],
    ['/calls?page=3', 1],
    ['/calls?cursor=abc', 1],
    ['/calls?cursor=abc&page=3', 3],
    ['/calls?cursor=abc&page=-2', 1],
    ['/calls?cursor=abc&page=two', 1],
  ])('reads %s as page %i', (path, number) => {
    expect(pageNumber(at(path))).toBe(number);
  });

  it('leads on and keeps the filters', () => {
    expect(pageAddress(at('/calls?mode=interview&cursor=a&page=2'), 'b+/=')).toBe(
      '/calls?mode=interview&cursor=b%2B%2F%3D&page=3',
    );
  });

  it('leads back to the first page and keeps the filters', () => {
    expect(pageAddress(at('/calls?q=price&cursor=a&page=2'), null)).toBe('/calls?q=price');
  });
});

describe('filters in the address', () => {
  it('starts at the first page again', () => {
    expect(filteredAddress(at('/calls?cursor=a&page=4'), { mode: 'interview' })).toBe(
      '/calls?mode=interview',
    );
  });

  it('leaves out what is empty and keeps what was not touched', () => {
    expect(filteredAddress(at('/calls?q=x&state=ready'), { q: '  ' })).toBe('/calls?state=ready');
    expect(filteredAddress(at('/calls?q=x'), { q: '' })).toBe('/calls');
  });
});
