import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import { beeps, type VoiceScript } from '../voices/spoken-text';
import type { VoiceKnobs } from '../voices/voice-knobs';
import { parseFrame, sendTo, VoiceServer } from '../voices/voice-server';
import { CartesiaContext, type CartesiaRequest } from './cartesia-context';

const PATH = '/tts/websocket';

type Refusal = { status: number; code: string | null; title: string };

type Connection = {
  socket: WebSocket;
  contexts: Map<string, CartesiaContext>;
  /** Their time is over; the vendor knows them no more and takes none of them again. */
  used: Set<string>;
};

/**
 * Speaks Cartesia's WebSocket protocol, without a model: speech is beeps, or what a script gives,
 * and everything can be made to misbehave.
 */
export class CartesiaSimulator {
  /** Every frame of every client, in the order they came. */
  readonly frames: Record<string, unknown>[] = [];
  readonly handshakes: IncomingMessage['headers'][] = [];
  knobs: VoiceKnobs = {};
  /** Any key is taken when unset. */
  apiKey: string | undefined;
  private active = 0;
  private script: VoiceScript;
  readonly server: VoiceServer;

  constructor(private readonly usual: VoiceScript = beeps) {
    this.script = usual;
    this.server = new VoiceServer({
      serves: (path) => path === PATH,
      knobs: () => this.knobs,
      refusal: (request) => this.refusal(request),
      connected: (socket, request) => this.connected(socket, request),
    });
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

  get activeContexts(): number {
    return this.active;
  }

  dropConnections(): void {
    this.server.dropConnections();
  }

  speakWith(script: VoiceScript): void {
    this.script = script;
  }

  /** Forgets frames, scripts and misbehaviour. */
  reset(): void {
    this.frames.length = 0;
    this.handshakes.length = 0;
    this.knobs = {};
    this.apiKey = undefined;
    this.script = this.usual;
  }

  private refusal({ url, headers }: IncomingMessage): number | undefined {
    const { searchParams } = new URL(url ?? '', 'http://simulator');
    const version = headers['cartesia-version'] ?? searchParams.get('cartesia_version');
    if (!version) return 400;
    const key =
      headers['x-api-key'] ?? searchParams.get('api_key') ?? headers.authorization?.slice(7);
    return this.apiKey === undefined || key === this.apiKey ? undefined : 401;
  }

  private connected(socket: WebSocket, request: IncomingMessage): void {
    this.handshakes.push(request.headers);
    const connection: Connection = { socket, contexts: new Map(), used: new Set() };
    socket.on('message', (data: Buffer) => this.receive(connection, data));
    socket.once('close', () => {
      for (const context of connection.contexts.values()) context.abandon();
    });
  }

  private receive(connection: Connection, data: Buffer): void {
    const frame = parseFrame(data);
    const contextId = frame?.['context_id'];
    if (!frame || typeof contextId !== 'string') {
      const title = 'The request is not valid.';
      return sendError(connection.socket, undefined, { status: 400, code: null, title });
    }
    this.frames.push(frame);
    if (frame['cancel'] === true) return connection.contexts.get(contextId)?.cancel();
    const request = { transcript: '', ...frame, context_id: contextId } as CartesiaRequest;
    const context = connection.contexts.get(contextId);
    const refusal = this.refusalOf(request, connection, context);
    if (refusal) return sendError(connection.socket, contextId, refusal);
    (context ?? this.open(connection, request)).push(request);
  }

  private refusalOf(
    request: CartesiaRequest,
    connection: Connection,
    context: CartesiaContext | undefined,
  ): Refusal | undefined {
    const { knobs } = this;
    if (knobs.failNext) {
      knobs.failNext--;
      const { failStatus = 500, failCode = null } = knobs;
      return { status: failStatus, code: failCode, title: 'The simulator was told to fail.' };
    }
    const invalid = (title: string): Refusal => ({ status: 400, code: 'invalid_request', title });
    if (connection.used.has(request.context_id)) return invalid('The context has expired.');
    if (context) return context.matches(request) ? undefined : invalid('Fields have changed.');
    if (this.active >= (knobs.maxContexts ?? Number.POSITIVE_INFINITY)) {
      const title = 'Too many concurrent requests';
      return { status: 429, code: 'concurrency_limited', title };
    }
    return isSpeakable(request) ? undefined : invalid('Model, voice or output are not valid.');
  }

  private open(connection: Connection, request: CartesiaRequest): CartesiaContext {
    const { socket, contexts, used } = connection;
    const { script } = this;
    this.active += 1;
    const context = new CartesiaContext(request, {
      knobs: () => this.knobs,
      speak: async (text) => script(text, voiceOf(request)),
      send: (message) => sendTo(socket, message),
      drop: () => socket.close(1011, 'going away'),
      onOver: () => {
        this.active -= 1;
        contexts.delete(request.context_id);
        used.add(request.context_id);
      },
    });
    contexts.set(request.context_id, context);
    return context;
  }
}

function voiceOf({ voice }: CartesiaRequest): string {
  if (typeof voice === 'string') return voice;
  const id = (voice as { id?: unknown } | null | undefined)?.id;
  return typeof id === 'string' ? id : '';
}

function isSpeakable(request: CartesiaRequest): boolean {
  const { container, encoding, sample_rate } = (request['output_format'] ?? {}) as Record<
    string,
    unknown
  >;
  const isKnown = container === 'raw' && encoding === 'pcm_s16le' && sample_rate === 24_000;
  return isKnown && voiceOf(request) !== '' && typeof request['model_id'] === 'string';
}

function sendError(socket: WebSocket, contextId: string | undefined, refusal: Refusal): void {
  const { status, code, title } = refusal;
  sendTo(socket, {
    type: 'error',
    ...(contextId !== undefined && { context_id: contextId }),
    done: true,
    status_code: status,
    error_code: code,
    title,
    message: title,
    request_id: `simulated:${contextId ?? 'none'}`,
  });
}
