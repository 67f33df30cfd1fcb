import type { Drip } from '../host/drip';

/** How one endpoint of a simulator misbehaves; nothing set means that it behaves. */
export type Knobs = {
  /** Before the answer's first byte. */
  delayMs?: number;
  /** Before each piece of a streamed answer after the first. */
  chunkDelayMs?: number;
  /** Answers the next so many requests with 429; counts down. */
  rateLimitNext?: number;
  /** Sent with a 429. */
  retryAfterSeconds?: number;
  /** Answers the next so many requests with `failStatus`; counts down. */
  failNext?: number;
  failStatus?: number;
  /** Of the error body that comes with `failStatus`, e.g. `insufficient_quota`. */
  failCode?: string;
  /** Tears the connection down after so many bytes of the body. */
  cutAfterBytes?: number;
  /** `json`: lines that are not JSON; `html`: a web page with status 200. */
  garbage?: 'json' | 'html';
  /** Lets the answer trickle. */
  drip?: Drip;
  /** Tells what a streamed completion cost before its first word. */
  usageFirst?: boolean;
  /** Never answers, or stops after the first piece without closing. */
  stall?: 'before' | 'after_first';
  contentType?: string;
  /** Fields of a request that are refused with 400, as older servers do. */
  unsupported?: readonly string[];
  /** Leaves out what lesser servers leave out. */
  omit?: readonly ('usage' | 'done')[];
};

export const HTML_PAGE = '<!doctype html><html><body>502 Bad Gateway</body></html>';

/** The status that the knobs want in place of an answer; counts the failures down. */
export function plannedFailure(knobs: Knobs): { status: number; code: string } | undefined {
  if (knobs.rateLimitNext) {
    knobs.rateLimitNext--;
    return { status: 429, code: 'rate_limit_exceeded' };
  }
  if (knobs.failNext) {
    knobs.failNext--;
    return { status: knobs.failStatus ?? 500, code: knobs.failCode ?? 'server_error' };
  }
  return undefined;
}
