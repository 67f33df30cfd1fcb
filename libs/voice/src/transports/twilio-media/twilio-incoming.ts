import { type Fields, fieldsOf } from '../../providers/recognition/message-fields';

/** What Twilio says over a media stream; its numbers, which come as strings, already read. */
export type TwilioMessage =
  | { type: 'connected' }
  | {
      type: 'start';
      streamSid: string;
      callSid: string;
      accountSid: string;
      /** The `<Parameter>`s of the TwiML. */
      parameters: Readonly<Record<string, string>>;
    }
  /** `timestampMs`: from the stream's start to the first sample; `payload`: µ-law in base64. */
  | { type: 'media'; timestampMs: number; payload: string }
  | { type: 'mark'; name: string }
  | { type: 'dtmf'; digit: string }
  | { type: 'stop' }
  /** An event or a track that this service has no use for. */
  | { type: 'ignored' }
  | { type: 'malformed'; reason: MalformedReason };

export type MalformedReason =
  | 'too_long'
  | 'no_json'
  | 'no_event'
  | 'missing_field'
  | 'wrong_media_format'
  | 'bad_timestamp'
  | 'bad_payload';

/** A frame takes 360 characters; a start with long parameters some thousands. */
const LONGEST_MESSAGE = 64 * 1024;
/** One second of audio, where Twilio sends 20 ms. */
const LONGEST_PAYLOAD = 10_668;

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const MEDIA_START = '{"event":"media"';
const STREAM_LAST = '"},"streamSid":"';

/** Reads one message. Never throws: what makes no sense is `malformed`, with the reason. */
export function parseTwilioMessage(text: string): TwilioMessage {
  if (text.length > LONGEST_MESSAGE) return malformed('too_long');
  return quickMedia(text) ?? fromJson(text);
}

/**
 * Fifty messages a second and call are media, all of one form: they are cut out of their text. In
 * JSON without a backslash no string can hold a quotation mark, so a key in quotation marks with
 * its colon is that key.
 */
function quickMedia(text: string): TwilioMessage | null {
  if (!text.startsWith(MEDIA_START) || !isWhole(text) || text.includes('\\')) return null;
  const track = valueOf(text, '"track":"');
  const timestamp = valueOf(text, '"timestamp":"');
  const payload = valueOf(text, '"payload":"');
  if (timestamp === null || payload === null) return null;
  return media(track ?? 'inbound', timestamp, payload);
}

/** Twilio puts the stream last, which its documentation does not always. */
function isWhole(text: string): boolean {
  if (text.endsWith('"}}')) return true;
  const at = text.lastIndexOf(STREAM_LAST);
  return (
    at > 0 && text.indexOf('"', at + STREAM_LAST.length) === text.length - 2 && text.endsWith('}')
  );
}

function valueOf(text: string, key: string): string | null {
  const at = text.indexOf(key, MEDIA_START.length);
  if (at < 0) return null;
  const from = at + key.length;
  return text.slice(from, text.indexOf('"', from));
}

function media(track: unknown, timestamp: unknown, payload: unknown): TwilioMessage {
  if (track !== 'inbound') return { type: 'ignored' };
  if (typeof timestamp !== 'string' || typeof payload !== 'string') {
    return malformed('missing_field');
  }
  const timestampMs = timestamp === '' ? Number.NaN : Number(timestamp);
  if (!Number.isSafeInteger(timestampMs) || timestampMs < 0) return malformed('bad_timestamp');
  if (payload.length > LONGEST_PAYLOAD || payload.length % 4 !== 0 || !BASE64.test(payload)) {
    return malformed('bad_payload');
  }
  return { type: 'media', timestampMs, payload };
}

function fromJson(text: string): TwilioMessage {
  let message: Fields;
  try {
    message = fieldsOf(JSON.parse(text));
  } catch {
    return malformed('no_json');
  }
  switch (message['event']) {
    case 'connected':
    case 'stop':
      return { type: message['event'] };
    case 'start':
      return start(fieldsOf(message['start']));
    case 'media': {
      const { track = 'inbound', timestamp, payload } = fieldsOf(message['media']);
      return media(track, timestamp, payload);
    }
    case 'mark': {
      const { name } = fieldsOf(message['mark']);
      return typeof name === 'string' ? { type: 'mark', name } : malformed('missing_field');
    }
    case 'dtmf': {
      const { digit } = fieldsOf(message['dtmf']);
      return typeof digit === 'string' ? { type: 'dtmf', digit } : malformed('missing_field');
    }
    default:
      return typeof message['event'] === 'string' ? { type: 'ignored' } : malformed('no_event');
  }
}

function start(fields: Fields): TwilioMessage {
  const { streamSid, callSid, accountSid, customParameters, mediaFormat } = fields;
  if (typeof streamSid !== 'string' || typeof callSid !== 'string') {
    return malformed('missing_field');
  }
  const { encoding, sampleRate, channels } = fieldsOf(mediaFormat);
  if (encoding !== 'audio/x-mulaw' || Number(sampleRate) !== 8000 || Number(channels) !== 1) {
    return malformed('wrong_media_format');
  }
  const parameters = Object.entries(fieldsOf(customParameters)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return {
    type: 'start',
    streamSid,
    callSid,
    accountSid: typeof accountSid === 'string' ? accountSid : '',
    parameters: Object.fromEntries(parameters),
  };
}

const malformed = (reason: MalformedReason): TwilioMessage => ({ type: 'malformed', reason });
