const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

export type OriginHeaders = { origin?: string; host?: string };

/**
 * Browsers name the page a request comes from; programs do not. Hosts are compared, without the
 * scheme, because behind a proxy that ends TLS we are spoken to over http.
 */
export const isOwnOrigin = ({ origin, host }: OriginHeaders, publicUrl: string): boolean => {
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin).host;
  return from === host?.toLowerCase() || from === new URL(publicUrl).host;
};

export const changesState = (method: string): boolean => !SAFE_METHODS.has(method.toUpperCase());
