export const signInAddress = (from: URL): string => {
  const next = from.pathname + from.search;
  return next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`;
};

/** Where to go after signing in: a page of ours, whatever the address asks for. */
export const destinationOf = (url: URL): string => {
  const next = url.searchParams.get('next') ?? '/';
  // "//host" and "/\host" are other sites to a browser.
  return /^\/(?![/\\])/.test(next) && new URL(next, url).origin === url.origin ? next : '/';
};
