const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The public address of a service and where it is really reached: requests are signed for the one and
 * sent to the other, as through a tunnel or a proxy.
 */
export type PublicAddress = { publicUrl: string; reachedAt: string };

/** Where to knock for a public URL. */
export function reach(url: string, address: PublicAddress | undefined): string {
  if (!address) return url;
  const [wanted, known] = [new URL(url), new URL(address.publicUrl)];
  if (wanted.host !== known.host) return url;
  const there = new URL(address.reachedAt);
  const isSocket = wanted.protocol.startsWith('ws');
  const scheme = isSocket ? there.protocol.replace('http', 'ws') : there.protocol;
  return `${scheme}//${there.host}${wanted.pathname}${wanted.search}`;
}

/** Addresses of this machine may do without TLS; Twilio itself would refuse them. */
export const isLoopback = (url: string): boolean => LOOPBACK.has(new URL(url).hostname);
