import type { RealtimeEvent } from './realtime-events';

type AudioEvent = Extract<RealtimeEvent, { type: 'audio' }>;

/** Keys and ids that come before the audio. */
const LONGEST_HEAD_BYTES = 512;
const DELTA = '"delta":"';
const QUOTE = 0x22;
/** In a head without a backslash no string can hold a quotation mark, so what looks like a key is one. */
const HEAD =
  /^\{(?=[^\\]*$)(?=.*"type":"response\.output_audio\.delta")(?=.*"response_id":"([^"]+)")(?=.*"item_id":"([^"]+)")/;

/**
 * Most of what a server says is the persona's voice, and most of that is base64: it is cut out of the
 * bytes instead of being parsed with them. Null for any other message, and for one of another form.
 */
export function readAudioDelta(data: Buffer): AudioEvent | null {
  const at = data.subarray(0, LONGEST_HEAD_BYTES).indexOf(DELTA);
  if (at < 0) return null;
  const [, responseId, itemId] = HEAD.exec(data.toString('latin1', 0, at)) ?? [];
  const from = at + DELTA.length;
  const until = data.indexOf(QUOTE, from);
  if (responseId === undefined || itemId === undefined || until < 0) return null;
  const audio = Buffer.from(data.toString('latin1', from, until), 'base64');
  return { type: 'audio', responseId, itemId, audio };
}
