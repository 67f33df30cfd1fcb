import type { Drip } from '../host/drip';

/** How a simulated voice misbehaves; nothing set means that it behaves. */
export type VoiceKnobs = {
  /** Before the first chunk of a text, and before every later one. */
  delayMs?: number;
  chunkDelayMs?: number;
  /** Refuses the next so many connections with `refuseStatus` [429]; counts down. */
  refuseNext?: number;
  refuseStatus?: number;
  /** Sent with a refused connection. */
  retryAfterSeconds?: number;
  /** Answers the next so many requests with an error of `failStatus` and `failCode`; counts down. */
  failNext?: number;
  failStatus?: number;
  failCode?: string;
  /** Contexts that may be active at once, on all sockets together; more are refused as 429. */
  maxContexts?: number;
  /** A context whose last audio is older is gone [1000]. */
  expireMs?: number;
  /** How many chunks a context that was cancelled still sends [2]. */
  chunksAfterCancel?: number;
  /** Closes the connection after so many chunks of one context. */
  closeAfterChunks?: number;
  /** Sends nothing, or nothing after the first chunk, and says nothing about it. */
  stall?: 'before' | 'after_first';
  /** `text`: no JSON; `shape`: a chunk whose audio is not text; `binary`: a binary frame. */
  garbage?: 'text' | 'shape' | 'binary';
  /** Closes a connection on which nothing was said for so long. */
  idleCloseMs?: number;
  /** Lets new connections trickle. */
  drip?: Drip;
  /**
   * `words_first`, `words_last`: word times before, or after, the audio they belong to, where they
   * come in messages of their own; `done_early`: the end before the last audio.
   */
  order?: 'words_first' | 'words_last' | 'done_early';
  /** Leaves out what lesser servers leave out. */
  omit?: readonly ('words' | 'audio' | 'done')[];
};
