import helmet from 'helmet';
import type { RequestHandler, Response } from 'express';
import type { ServerResponse } from 'node:http';

export type SecurityOptions = {
  /** Only then may browsers be told to insist on TLS. */
  servedOverTls: boolean;
  /** `'sha256-…'` of the inline scripts that the page in this answer carries. */
  inlineScripts: (response: Response) => readonly string[];
};

/**
 * The dashboard runs WebAssembly (voice activity), workers and worklets made from blobs, and plays
 * recordings; it talks to nobody but us.
 */
export const securityHeaders = (options: SecurityOptions): RequestHandler => {
  const scripts = (_request: unknown, response: ServerResponse) =>
    options.inlineScripts(response as Response).join(' ');
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
        scriptSrc: ["'self'", "'wasm-unsafe-eval'", 'blob:', scripts],
        workerSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'", 'ws:', 'wss:', 'blob:', 'data:'],
        mediaSrc: ["'self'", 'blob:', 'data:'],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        styleSrc: ["'self'", "'unsafe-inline'"],
      },
    },
    strictTransportSecurity: options.servedOverTls,
    referrerPolicy: { policy: 'same-origin' },
  });
};
