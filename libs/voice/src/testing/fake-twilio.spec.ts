import { parseTwilioMessage, type TwilioMessage } from '../transports/twilio-media/twilio-incoming';
import { FakeTwilio, type FakeTwilioOptions } from './fake-twilio';
import { VirtualClock } from './virtual-clock';

type Arrived = TwilioMessage & { atMs: number };

function start(options: Partial<FakeTwilioOptions> = {}) {
  const clock = new VirtualClock();
  const arrived: Arrived[] = [];
  const twilio = new FakeTwilio({
    ...options,
    clock,
    onMessage: (text) => arrived.push({ ...parseTwilioMessage(text), atMs: clock.now() }),
  });
  twilio.connect();
  const send = (message: object): void => twilio.wire.send(JSON.stringify(message));
  const play = (ms: number): void =>
    send({ event: 'media', media: { payload: Buffer.alloc(ms * 8, 1).toString('base64') } });
  const mark = (name: string): void => send({ event: 'mark', mark: { name } });
  const marks = (): string[] =>
    arrived.flatMap((message) =>
      message.type === 'mark' ? [`${message.name} ${message.atMs}`] : [],
    );
  return { clock, twilio, arrived, send, play, mark, marks };
}

describe('FakeTwilio', () => {
  it('speaks as Twilio does: connected, start with its parameters, media, dtmf, stop', async () => {
    const { clock, twilio, arrived } = start({ parameters: { token: 'abc' } });
    twilio.say(new Int16Array(160).fill(1000));
    await clock.advance(40);
    twilio.press('2');
    await clock.advance(0);
    twilio.hangUp();
    await clock.advance(1000);
    expect(arrived.map(({ type }) => type)).toEqual([
      'connected',
      'start',
      'media',
      'media',
      'dtmf',
      'stop',
    ]);
    expect(arrived[1]).toMatchObject({ parameters: { token: 'abc' }, streamSid: twilio.streamSid });
    expect(clock.pending).toBe(0);
  });

  it('echoes marks when all before them was played, at once when nothing waits', async () => {
    const { clock, play, mark, marks } = start({ sendsFrames: false });
    mark('first');
    play(100);
    mark('second');
    play(50);
    mark('third');
    await clock.advance(200);
    expect(marks()).toEqual(['first 0', 'second 100', 'third 150']);
  });

  it('on clear falls silent to the sample and echoes all marks at once', async () => {
    const { clock, twilio, send, play, mark, marks } = start({ sendsFrames: false });
    play(100);
    mark('a');
    play(100);
    mark('b');
    await clock.advance(130);
    send({ event: 'clear' });
    await clock.advance(500);
    expect(marks()).toEqual(['a 100', 'b 130']);
    expect(twilio.heard.map(({ atMs, mulaw }) => [atMs, mulaw.length])).toEqual([[0, 130 * 8]]);
  });

  it('lets media be lost, whose time goes on', async () => {
    const { clock, twilio, arrived } = start();
    await clock.advance(60);
    twilio.loseMedia(100);
    await clock.advance(120);
    const timestamps = arrived.flatMap((message) =>
      message.type === 'media' ? [message.timestampMs] : [],
    );
    expect(timestamps).toEqual([0, 20, 40, 160]);
  });

  it('keeps the order of messages that jitter delays', async () => {
    const { clock, arrived } = start({ oneWayMs: 20, jitterMs: 100 });
    await clock.advance(2000);
    const timestamps = arrived.flatMap((message) =>
      message.type === 'media' ? [message.timestampMs] : [],
    );
    expect(timestamps.length).toBeGreaterThan(80);
    expect(timestamps).toEqual([...timestamps].sort((a, b) => a - b));
  });

  it.each(['no json', '{"event":"play"}', '{"event":"media","media":{}}', '{"event":"mark"}'])(
    'notes what would end a stream: %s',
    (text) => {
      const { twilio } = start();
      twilio.wire.send(text);
      expect(twilio.protocolErrors).toHaveLength(1);
      twilio.close();
    },
  );

  it('leaves in the socket what a slow reader does not read', async () => {
    const { clock, twilio, play } = start({ sendsFrames: false });
    twilio.stopReading();
    play(100);
    expect(twilio.wire.bufferedBytes).toBeGreaterThan(1000);
    await clock.advance(200);
    expect(twilio.heard).toEqual([]);
    twilio.readAgain();
    expect(twilio.wire.bufferedBytes).toBe(0);
    expect(twilio.sounding).toBe(true);
    twilio.close();
  });
});
