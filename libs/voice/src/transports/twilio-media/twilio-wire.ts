/** Where messages to Twilio go: a socket in a gateway, a fake in a test. */
export interface TwilioWire {
  /** Takes one JSON message, in order. Must not throw, whatever state the socket is in. */
  send(text: string): void;
  /** Taken and not yet given to the network: what `ws` calls `bufferedAmount`. */
  readonly bufferedBytes: number;
}
