import type { TwilioNetwork } from './network';
import type { TwimlStream } from './twiml';

export type StreamEvent = 'stream-started' | 'stream-stopped' | 'stream-error';

/** Tells how a media stream fares, to the address that its TwiML gives. */
export function tellStream(
  network: TwilioNetwork,
  stream: TwimlStream,
  event: StreamEvent,
  about: { callSid: string; streamSid?: string; error?: string },
): void {
  if (!stream.statusCallback) return;
  network.callbacks.post(stream.statusCallback, {
    AccountSid: network.account.sid,
    CallSid: about.callSid,
    ...(about.streamSid && { StreamSid: about.streamSid }),
    ...(stream.name && { StreamName: stream.name }),
    StreamEvent: event,
    ...(about.error && { StreamError: about.error }),
    Timestamp: new Date().toISOString(),
  });
}
