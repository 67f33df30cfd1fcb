import { parseTwilioMessage, type TwilioMessage } from './twilio-incoming';

const frame = Buffer.alloc(160, 0xff).toString('base64');
const START = {
  event: 'start',
  sequenceNumber: '1',
  streamSid: 'MZ1',
  start: {
    streamSid: 'MZ1',
    accountSid: 'AC1',
    callSid: 'CA1',
    tracks: ['inbound'],
    customParameters: { token: 'abc' },
    mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
  },
};
const media = (fields: object): object => ({
  event: 'media',
  sequenceNumber: '3',
  streamSid: 'MZ1',
  media: { track: 'inbound', chunk: '1', timestamp: '40', payload: frame, ...fields },
});
const started = (fields: object): object => ({ ...START, start: { ...START.start, ...fields } });

/** As Twilio writes it down: the stream comes last. */
const fromTheWire = (payload: string): string => {
  const { streamSid, ...rest } = media({ payload }) as { streamSid: string };
  return JSON.stringify({ ...rest, streamSid });
};

describe('parseTwilioMessage', () => {
  it.each<[string, string]>([
    ['before its stream', fromTheWire(frame)],
    ['after it', JSON.stringify(media({}))],
  ])('takes fifty frames a second out of their text when the sound comes %s', (_where, text) => {
    const parse = jest.spyOn(JSON, 'parse');
    const read = parseTwilioMessage(text);
    const parsed = parse.mock.calls.length;
    parse.mockRestore();
    expect(read).toEqual({ type: 'media', timestampMs: 40, payload: frame });
    expect(parsed).toBe(0);
  });

  it.each([
    ['a brace too few', fromTheWire(frame).replace('"},"streamSid"', '","streamSid"')],
    ['no end', fromTheWire(frame).slice(0, -1)],
    ['something after its end', `${fromTheWire(frame)} "}`],
    ['more than a name in its stream', fromTheWire(frame).replace('"MZ1"}', '"MZ1" "MZ2"}')],
  ])('finds no sound in a message with %s', (_what, text) => {
    expect(parseTwilioMessage(text)).toEqual({ type: 'malformed', reason: 'no_json' });
  });

  it.each<[string, object, TwilioMessage]>([
    [
      'connected',
      { event: 'connected', protocol: 'Call', version: '1.0.0' },
      { type: 'connected' },
    ],
    [
      'start',
      START,
      {
        type: 'start',
        streamSid: 'MZ1',
        callSid: 'CA1',
        accountSid: 'AC1',
        parameters: { token: 'abc' },
      },
    ],
    ['media', media({}), { type: 'media', timestampMs: 40, payload: frame }],
    ['mark', { event: 'mark', mark: { name: 'g1:m1' } }, { type: 'mark', name: 'g1:m1' }],
    ['dtmf', { event: 'dtmf', dtmf: { digit: '#' } }, { type: 'dtmf', digit: '#' }],
    ['stop', { event: 'stop', stop: { callSid: 'CA1' } }, { type: 'stop' }],
    ['events that Twilio may yet invent', { event: 'applause' }, { type: 'ignored' }],
    ['our own sound coming back', media({ track: 'outbound' }), { type: 'ignored' }],
    [
      'parameters that are no text',
      started({ customParameters: { a: 1, b: 'c' } }),
      {
        type: 'start',
        streamSid: 'MZ1',
        callSid: 'CA1',
        accountSid: 'AC1',
        parameters: { b: 'c' },
      },
    ],
  ])('reads %s', (_name, message, read) => {
    expect(parseTwilioMessage(JSON.stringify(message))).toEqual(read);
  });

  it('reads media in whatever form JSON allows', () => {
    const read = { type: 'media', timestampMs: 40, payload: frame };
    expect(parseTwilioMessage(JSON.stringify(media({}), null, 2))).toEqual(read);
    const { media: inner } = media({}) as { media: object };
    expect(parseTwilioMessage(JSON.stringify({ media: inner, event: 'media' }))).toEqual(read);
    const escaped = JSON.stringify(media({ payload: 'ab//' })).replaceAll('/', '\\/');
    expect(parseTwilioMessage(escaped)).toMatchObject({ payload: 'ab//' });
  });

  it.each<[string, string]>([
    ['no_json', ''],
    ['no_json', '{"event":"media","media":{"payload":'],
    ['no_json', '\u0000\u0001'],
    ['no_event', '[]'],
    ['no_event', 'null'],
    ['no_event', '7'],
    ['no_event', '{"event":7}'],
    ['too_long', `{"event":"media","x":"${'a'.repeat(70_000)}"}`],
    ['missing_field', '{"event":"media"}'],
    ['missing_field', '{"event":"media","media":null}'],
    ['missing_field', JSON.stringify(media({ timestamp: 40 }))],
    ['missing_field', '{"event":"mark","mark":{}}'],
    ['missing_field', '{"event":"dtmf","dtmf":{"digit":1}}'],
    ['missing_field', JSON.stringify(started({ callSid: undefined }))],
    ['bad_timestamp', JSON.stringify(media({ timestamp: '' }))],
    ['bad_timestamp', JSON.stringify(media({ timestamp: '-20' }))],
    ['bad_timestamp', JSON.stringify(media({ timestamp: '1e400' }))],
    ['bad_timestamp', JSON.stringify(media({ timestamp: 'soon' }))],
    ['bad_payload', JSON.stringify(media({ payload: '' }))],
    ['bad_payload', JSON.stringify(media({ payload: 'abc' }))],
    ['bad_payload', JSON.stringify(media({ payload: 'ab?!' }))],
    ['bad_payload', JSON.stringify(media({ payload: 'abcd'.repeat(3000) }))],
    ['wrong_media_format', JSON.stringify(started({ mediaFormat: undefined }))],
    [
      'wrong_media_format',
      JSON.stringify(
        started({ mediaFormat: { encoding: 'audio/L16', sampleRate: 8000, channels: 1 } }),
      ),
    ],
  ])('answers %s to %.60s', (reason, text) => {
    expect(parseTwilioMessage(text)).toEqual({ type: 'malformed', reason });
  });
});
