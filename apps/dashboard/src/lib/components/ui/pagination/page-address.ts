export const pageNumber = (url: URL): number => {
  const number = Number(url.searchParams.get('page'));
  return url.searchParams.has('cursor') && Number.isInteger(number) && number > 1 ? number : 1;
};

/** The next page for a cursor, the first one for null; everything else in the address stays. */
export const pageAddress = (url: URL, cursor: string | null): string => {
  const query = new URLSearchParams(url.search);
  query.delete('cursor');
  query.delete('page');
  if (cursor !== null) {
    query.set('cursor', cursor);
    query.set('page', String(pageNumber(url) + 1));
  }
  return addressOf(url, query);
};

/** The same list, filtered otherwise: empty values leave the address, and paging starts again. */
export const filteredAddress = (url: URL, changes: Record<string, string>): string => {
  const query = new URLSearchParams(url.search);
  query.delete('cursor');
  query.delete('page');
  for (const [name, value] of Object.entries(changes)) {
    if (value.trim() === '') {
      query.delete(name);
    } else {
      query.set(name, value.trim());
    }
  }
  return addressOf(url, query);
};

const addressOf = (url: URL, query: URLSearchParams): string => {
  const text = query.toString();
  return text === '' ? url.pathname : `${url.pathname}?${text}`;
};
