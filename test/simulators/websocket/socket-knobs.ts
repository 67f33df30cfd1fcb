import type { Drip } from '../host/drip';

/** How a WebSocket simulator misbehaves; nothing set means that it behaves. */
export type SocketKnobs = {
  /** Refuses the next so many upgrades with `refuseStatus` [401]; counts down. */
  refuseNext?: number;
  refuseStatus?: number;
  /** Sent with a refusal. */
  retryAfterSeconds?: number;
  /** Leaves upgrades without any answer. */
  stallUpgrade?: boolean;
  /** Tears each of the next `dropNext` connections down so long after it was opened. */
  dropAfterMs?: number;
  dropNext?: number;
  /** Closes properly in place of tearing down. */
  dropCode?: number;
  /** Of final results. */
  finalDelayMs?: number;
  /** Takes audio and never says anything. */
  silent?: boolean;
  /** Lets new connections trickle. */
  drip?: Drip;
  /** Tells each interim result late: the last of an utterance only after what settled it. */
  outOfOrder?: boolean;
  /** Answers audio with text that is no JSON, with JSON of another shape, or with bytes. */
  garbage?: 'text' | 'shape' | 'binary';
};
