import { parseTwiml, TwimlError } from './twiml';

const connect = (stream: string) => `<Response><Connect>${stream}</Connect></Response>`;

describe('TwiML', () => {
  it('is read with declaration, comments, entities and white space', () => {
    const verbs = parseTwiml(`<?xml version="1.0" encoding="UTF-8"?>
      <!-- what happens next -->
      <Response>
        <Say voice="Polly.Amy">Fish &amp; chips, &#163;9 &#x2014; &lt;now&gt;</Say>
        <Pause length='2'/><Pause/>
        <Redirect method="GET">/next?a=1&amp;b=2</Redirect>
        <Play>https://example.com/a.mp3</Play>
        <Hangup/>
      </Response>
    `);
    expect(verbs).toEqual([
      { verb: 'say', text: 'Fish & chips, £9 — <now>' },
      { verb: 'pause', seconds: 2 },
      { verb: 'pause', seconds: 1 },
      { verb: 'redirect', url: '/next?a=1&b=2', method: 'GET' },
      { verb: 'play', url: 'https://example.com/a.mp3' },
      { verb: 'hangup' },
    ]);
  });

  it('connects a stream with its parameters', () => {
    const stream = `<Stream url="wss://example.com/media-stream" name="practice" statusCallback="https://example.com/s">
      <Parameter name="token" value="a &quot;b&quot;"/><Parameter name="empty" value=""/></Stream>`;
    const [verb] = parseTwiml(
      `<Response><Connect action="/after" method="GET">${stream}</Connect></Response>`,
    );
    expect(verb).toEqual({
      verb: 'connect',
      action: '/after',
      method: 'GET',
      stream: {
        url: 'wss://example.com/media-stream',
        name: 'practice',
        parameters: { token: 'a "b"', empty: '' },
        statusCallback: 'https://example.com/s',
        statusCallbackMethod: 'POST',
      },
    });
  });

  it.each([
    ['rejected', '<Reject/>'],
    ['busy', '<Reject reason="busy"/>'],
  ])('rejects as %s', (reason, element) => {
    expect(parseTwiml(`<Response>${element}</Response>`)).toEqual([{ verb: 'reject', reason }]);
  });

  it.each([
    ['nothing', '', 12_100],
    ['plain text', 'hello', 12_100],
    ['an element that is never closed', '<Response><Say>hi</Response>', 12_100],
    ['an open end', '<Response><Say>hi</Say>', 12_100],
    ['two roots', '<Response/><Response/>', 12_100],
    ['a bare ampersand', '<Response><Say>a & b</Say></Response>', 12_100],
    ['an unknown entity', '<Response><Say>a&nbsp;b</Say></Response>', 12_100],
    ['an attribute twice', '<Response><Pause length="1" length="2"/></Response>', 12_100],
    ['an attribute without quotes', '<Response><Pause length=1/></Response>', 12_100],
    ['another root', '<response/>', 12_102],
    ['an unknown verb', '<Response><Shout/></Response>', 12_200],
    ['an unknown attribute', '<Response><Say vocie="x">hi</Say></Response>', 12_200],
    ['an attribute on the root', '<Response x="1"/>', 12_200],
    ['nothing to say', '<Response><Say> </Say></Response>', 12_200],
    ['a pause in fractions', '<Response><Pause length="0.5"/></Response>', 12_200],
    ['a made-up reason', '<Response><Reject reason="tired"/></Response>', 12_200],
    ['a connect without a stream', '<Response><Connect/></Response>', 12_200],
    ['a stream without an address', connect('<Stream/>'), 12_200],
    ['a stream over plaintext', connect('<Stream url="ws://example.com/m"/>'), 12_200],
    ['a stream over https', connect('<Stream url="https://example.com/m"/>'), 12_200],
    ['two streams', connect('<Stream url="wss://a/"/><Stream url="wss://b/"/>'), 12_200],
    ['both tracks', connect('<Stream url="wss://a/" track="both_tracks"/>'), 12_200],
    [
      'a parameter without a value',
      connect('<Stream url="wss://a/"><Parameter name="x"/></Stream>'),
      12_200,
    ],
    [
      'a parameter of 500 characters',
      connect(`<Stream url="wss://a/"><Parameter name="x" value="${'y'.repeat(499)}"/></Stream>`),
      12_200,
    ],
    ['a method that is none', '<Response><Redirect method="PUT">/x</Redirect></Response>', 12_200],
  ])('is refused with %s', (_, document, code) => {
    let refused: unknown;
    try {
      parseTwiml(document);
    } catch (error) {
      refused = error;
    }
    expect(refused).toBeInstanceOf(TwimlError);
    expect(refused).toMatchObject({ code });
  });

  it('takes a parameter of 499 characters, and plaintext to this machine', () => {
    const value = 'y'.repeat(498);
    const stream = `<Stream url="ws://localhost:3000/m"><Parameter name="x" value="${value}"/></Stream>`;
    expect(parseTwiml(connect(stream))).toMatchObject([{ stream: { parameters: { x: value } } }]);
  });
});
