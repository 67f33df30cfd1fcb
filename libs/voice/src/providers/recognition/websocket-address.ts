/**
 * A vendor's WebSocket address from the base URL an operator knows it by (http, https, ws or wss);
 * `https` gives `wss`. Values that are undefined are left out, lists repeat their key.
 * @throws TypeError of a base URL that is none.
 */
export function websocketAddress(
  baseUrl: string,
  path: string,
  query: Readonly<Record<string, string | number | readonly string[] | undefined>>,
): string {
  const url = new URL(baseUrl);
  url.protocol = url.protocol === 'http:' || url.protocol === 'ws:' ? 'ws:' : 'wss:';
  url.pathname = url.pathname.replace(/\/+$/, '') + path;
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined) continue;
    const values = typeof value === 'object' ? value : [String(value)];
    for (const each of values) url.searchParams.append(key, each);
  }
  return url.href;
}
