import type { Fields } from '../recognition/message-fields';
import { readAudioDelta } from './audio-delta';
import { readRealtimeEvent } from './realtime-events';

const SOUND = Buffer.from(Uint8Array.from({ length: 4800 }, (_byte, at) => (at * 31) % 256));
const MESSAGE = {
  type: 'response.output_audio.delta',
  event_id: 'event_1',
  response_id: 'resp_1',
  item_id: 'item_1',
  output_index: 0,
  content_index: 0,
  delta: SOUND.toString('base64'),
};

const bytesOf = (message: object, spaces = 0): Buffer =>
  Buffer.from(JSON.stringify(message, null, spaces));

test.each<[string, object]>([
  ['in the order the vendor sends', MESSAGE],
  ['with more behind the sound', { ...MESSAGE, obfuscation: 'x"}' }],
  ['with other keys in front', { previous: null, text: 'type', ...MESSAGE }],
  ['of no length', { ...MESSAGE, delta: '' }],
])('cuts the same out of a message %s as reading all of it', (_how, message) => {
  const event = readAudioDelta(bytesOf(message));
  expect(event).not.toBeNull();
  expect(event).toEqual(readRealtimeEvent(message as Fields));
});

test.each<[string, Buffer]>([
  ['of another kind', bytesOf({ ...MESSAGE, type: 'response.output_audio_transcript.delta' })],
  [
    'that names its kind behind the sound',
    Buffer.from(`{"delta":"AAAA",${JSON.stringify(MESSAGE).slice(1)}`),
  ],
  ['that only quotes one', bytesOf({ text: '"type":"response.output_audio.delta"', ...MESSAGE })],
  ['written with spaces', bytesOf(MESSAGE, 1)],
  ['without an item', bytesOf({ ...MESSAGE, item_id: undefined })],
  ['with something else for a sound', bytesOf({ ...MESSAGE, delta: { not: 'audio' } })],
  ['that breaks off', bytesOf(MESSAGE).subarray(0, 400)],
  ['that is empty', Buffer.alloc(0)],
])('leaves a message %s to those who read all of it', (_what, data) => {
  expect(readAudioDelta(data)).toBeNull();
});
