import type { CallStatus } from './call-record';
import type { StreamEnd } from './media-stream';

/** What happens on a telephone line, as Twilio's debugger would tell it. */
export type LineEvent =
  | { type: 'webhook'; url: string; status: number }
  | { type: 'said'; text: string }
  | { type: 'played'; url: string }
  | { type: 'stream.started'; streamSid: string }
  | ({ type: 'stream.ended'; streamSid: string } & StreamEnd)
  /** `code` is one of twilio.com/docs/api/errors. */
  | { type: 'error'; code: number; message: string }
  | { type: 'ended'; status: CallStatus };
