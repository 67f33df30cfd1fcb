import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import type { Certificate } from '../host/simulator-host';
import { beeps, type VoiceScript } from '../voices/spoken-text';
import type { VoiceKnobs } from '../voices/voice-knobs';
import { parseFrame, sendTo, VoiceServer } from '../voices/voice-server';
import { SpeakConnection } from './speak-connection';

const PATH = '/v1/speak';

/**
 * Speaks Deepgram's WebSocket protocol for voices, without a model: speech is beeps, or what a script
 * gives, and everything can be made to misbehave. A connection has one voice, that of its model.
 */
export class DeepgramSpeakSimulator {
  /** Every frame of every client, in the order they came. */
  readonly frames: Record<string, unknown>[] = [];
  readonly handshakes: { query: URLSearchParams; headers: IncomingMessage['headers'] }[] = [];
  knobs: VoiceKnobs = {};
  /** Any key is taken when unset. */
  apiKey: string | undefined;
  readonly server: VoiceServer;

  constructor(
    private readonly script: VoiceScript = beeps,
    tls?: Certificate,
  ) {
    const accepting = {
      serves: (path: string) => path === PATH,
      knobs: () => this.knobs,
      refusal: (request: IncomingMessage) => this.refusal(request),
      connected: (socket: WebSocket, request: IncomingMessage) => this.connected(socket, request),
    };
    this.server = new VoiceServer(accepting, tls);
  }

  /** @param port 0 takes any free one. */
  start(port = 0): Promise<{ baseUrl: string }> {
    return this.server.start(port);
  }

  close(): Promise<void> {
    return this.server.close();
  }

  get openConnections(): number {
    return this.server.openConnections;
  }

  dropConnections(): void {
    this.server.dropConnections();
  }

  /** Forgets frames, handshakes and misbehaviour. */
  reset(): void {
    this.frames.length = 0;
    this.handshakes.length = 0;
    this.knobs = {};
    this.apiKey = undefined;
  }

  private refusal(request: IncomingMessage): number | undefined {
    const query = queryOf(request);
    const isSpeakable =
      query.get('model')?.startsWith('aura-') === true &&
      query.get('encoding') === 'linear16' &&
      query.get('sample_rate') === '24000';
    if (!isSpeakable) return 400;
    const { apiKey } = this;
    if (apiKey !== undefined && request.headers.authorization !== `Token ${apiKey}`) return 401;
    const { maxContexts = Number.POSITIVE_INFINITY } = this.knobs;
    return this.openConnections >= maxContexts ? 429 : undefined;
  }

  private connected(socket: WebSocket, request: IncomingMessage): void {
    const query = queryOf(request);
    const model = query.get('model') ?? '';
    this.handshakes.push({ query, headers: request.headers });
    const connection = new SpeakConnection({
      knobs: () => this.knobs,
      speak: async (text) => this.script(text, model),
      send: (message) => sendTo(socket, message),
      drop: () => socket.close(1011, 'NET-0000'),
    });
    socket.on('message', (data: Buffer) => this.receive(socket, connection, data));
    socket.once('close', () => connection.abandon());
    sendTo(socket, metadataOf(model));
    // Audio that nobody has asked for.
    if (this.knobs.garbage === 'binary') sendTo(socket, Buffer.alloc(480));
  }

  private receive(socket: WebSocket, connection: SpeakConnection, data: Buffer): void {
    const frame = parseFrame(data) ?? {};
    this.frames.push(frame);
    switch (frame['type']) {
      case 'Speak':
        return this.speak(
          socket,
          connection,
          typeof frame['text'] === 'string' ? frame['text'] : '',
        );
      case 'Flush':
        return connection.flush(performance.now());
      case 'Clear':
        return connection.clear();
      case 'Close':
        return socket.close(1000);
      default:
        return socket.close(1008, 'DATA-0000');
    }
  }

  private speak(socket: WebSocket, connection: SpeakConnection, text: string): void {
    const { knobs } = this;
    if (!knobs.failNext) return connection.say(text);
    knobs.failNext--;
    if (knobs.failStatus === 429) return connection.warn(knobs.failCode ?? 'RATE_LIMIT_EXCEEDED');
    if (knobs.failStatus === 400) return socket.close(1008, 'DATA-0000');
    sendTo(socket, { type: 'Error', description: 'Told to fail.', code: knobs.failCode ?? '' });
  }
}

const queryOf = ({ url }: IncomingMessage): URLSearchParams =>
  new URL(url ?? '', 'http://simulator').searchParams;

const metadataOf = (model: string) => ({
  type: 'Metadata',
  request_id: '00000000-0000-4000-8000-000000000000',
  model_name: model,
  model_version: 'simulated',
  model_uuid: '00000000-0000-4000-8000-000000000001',
});
