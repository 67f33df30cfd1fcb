import helmet from 'helmet';
import type { RequestHandler } from 'express';

export type SecurityOptions = {
  /** Only then may browsers be told to insist on TLS. */
  servedOverTls: boolean;
  /** `'sha256-…'` of the inline scripts our own pages carry. */
  inlineScripts: readonly string[];
};

/**
 * The dashboard runs WebAssembly (voice activity), workers and worklets made from blobs, and plays
 * recordings; it talks to nobody but us.
 */
export const securityHeaders = (options: SecurityOptions): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
        scriptSrc: ["'self'", "'wasm-unsafe-eval'", 'blob:', ...options.inlineScripts],
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
