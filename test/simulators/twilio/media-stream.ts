import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';
import { WebSocket } from 'ws';
import type { Clock } from '../../../libs/voice/src/clock/clock';
import { FakeTwilio, type FakeTwilioOptions } from '../../../libs/voice/src/testing/fake-twilio';
import type { TwilioAccount } from './account';
import { type PublicAddress, reach } from './public-address';
import { newSid } from './sids';
import type { TwimlStream } from './twiml';

/** Of the frames, and of what the start says. */
export type StreamKnobs = Pick<
  FakeTwilioOptions,
  'oneWayMs' | 'jitterMs' | 'markDelayMs' | 'mediaFormat' | 'sendsFrames'
>;

export type StreamOptions = {
  stream: TwimlStream;
  callSid: string;
  account: TwilioAccount;
  address?: PublicAddress;
  clock: Clock;
  knobs?: StreamKnobs;
};

/** `code` is the WebSocket's, or the one of Twilio's debugger when Twilio ended it for an error. */
export type StreamEnd = { by: 'service' | 'caller' | 'lost' | 'error'; code?: number };

const HANDSHAKE_MS = 10_000;
export const PROTOCOL_ERROR = 31_924;

export type Garbage = 'text' | 'shape' | 'binary' | 'huge';

const GARBAGE: Record<Garbage, string | Buffer> = {
  text: '<html>502</html>',
  shape: '{"event":"media","media":{"payload":42}}',
  binary: Buffer.from([0, 1, 2, 255]),
  huge: `{"event":"media","media":{"payload":"${'/'.repeat(1_000_000)}"}}`,
};

/** One media stream from Twilio to a service, from the WebSocket's opening to its end. */
export class MediaStream {
  readonly far: FakeTwilio;
  /** Resolves once, whoever ended it. */
  readonly ended: Promise<StreamEnd>;
  private end: (end: StreamEnd) => void = () => undefined;
  private planned: StreamEnd | undefined;

  private constructor(
    private readonly socket: WebSocket,
    options: StreamOptions,
  ) {
    this.far = new FakeTwilio({
      ...options.knobs,
      clock: options.clock,
      streamSid: newSid('MZ'),
      accountSid: options.account.sid,
      callSid: options.callSid,
      parameters: options.stream.parameters,
      onMessage: (text) => this.write(text),
    });
    this.ended = new Promise((resolve) => (this.end = resolve));
    socket.on('message', (data, isBinary) => this.read(data as Buffer, isBinary));
    socket.on('error', () => socket.terminate());
    socket.on('close', (code) => {
      this.far.close();
      this.end(this.planned ?? { by: 'service', code });
    });
  }

  /** Resolves with the status of a refusal, or `undefined` when nobody answers. */
  static open(options: StreamOptions): Promise<MediaStream | { refused: number | undefined }> {
    const { url } = options.stream;
    // Twilio drops the query.
    const address = url.split('?')[0] ?? url;
    const signature = getExpectedTwilioSignature(options.account.authToken, address, {});
    const socket = new WebSocket(reach(address, options.address), {
      headers: { 'x-twilio-signature': signature, 'user-agent': 'TwilioProxy/1.1' },
      perMessageDeflate: false,
      handshakeTimeout: HANDSHAKE_MS,
    });
    return new Promise((resolve) => {
      socket.once('error', () => resolve({ refused: undefined }));
      socket.once('unexpected-response', (request, response) => {
        request.destroy();
        resolve({ refused: response.statusCode });
      });
      socket.once('open', () => {
        const stream = new MediaStream(socket, options);
        stream.far.connect();
        resolve(stream);
      });
    });
  }

  /** The call is over: `stop`, then the socket closes. */
  stop(): void {
    this.planned ??= { by: 'caller' };
    this.far.hangUp();
  }

  /** The connection breaks without a farewell. */
  lose(): void {
    this.planned ??= { by: 'lost' };
    this.far.close();
    this.socket.terminate();
  }

  /** Leaves what the service sends in its socket. */
  stopReading(): void {
    this.socket.pause();
  }

  readAgain(): void {
    this.socket.resume();
  }

  sendGarbage(kind: Garbage): void {
    this.socket.send(GARBAGE[kind]);
  }

  private write(text: string): void {
    if (this.socket.readyState !== WebSocket.OPEN) return;
    this.socket.send(text);
    if (text.startsWith('{"event":"stop"')) this.socket.close();
  }

  private read(data: Buffer, isBinary: boolean): void {
    if (isBinary) this.far.protocolErrors.push('a binary message');
    else this.far.wire.send(data.toString('utf8'));
    if (this.far.protocolErrors.length === 0 || this.planned) return;
    this.planned = { by: 'error', code: PROTOCOL_ERROR };
    this.far.hangUp();
  }
}
