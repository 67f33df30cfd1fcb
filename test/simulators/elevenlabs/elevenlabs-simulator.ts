import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import { beeps, type VoiceScript } from '../voices/spoken-text';
import type { VoiceKnobs } from '../voices/voice-knobs';
import { parseFrame, sendTo, VoiceServer } from '../voices/voice-server';
import { ElevenLabsContext } from './elevenlabs-context';

const PATH = /^\/v1\/text-to-speech\/([^/]+)\/multi-stream-input$/;
const CONTEXTS_PER_SOCKET = 5;
const POLICY_VIOLATION = 1008;

type Connection = {
  socket: WebSocket;
  voiceId: string;
  contexts: Map<string, ElevenLabsContext>;
};

/**
 * Speaks ElevenLabs' WebSocket protocol for several contexts, without a model: speech is beeps, or
 * what a script gives, and everything can be made to misbehave. What breaks the vendor's rules ends
 * the connection.
 */
export class ElevenLabsSimulator {
  /** Every frame of every client, in the order they came. */
  readonly frames: Record<string, unknown>[] = [];
  readonly handshakes: { url: URL; headers: IncomingMessage['headers'] }[] = [];
  knobs: VoiceKnobs = {};
  /** Any key is taken when unset. */
  apiKey: string | undefined;
  private active = 0;
  private script: VoiceScript;
  readonly server: VoiceServer;

  constructor(private readonly usual: VoiceScript = beeps) {
    this.script = usual;
    this.server = new VoiceServer({
      serves: (path) => PATH.test(path),
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

  /** Forgets frames, handshakes, scripts and misbehaviour. */
  reset(): void {
    this.frames.length = 0;
    this.handshakes.length = 0;
    this.knobs = {};
    this.apiKey = undefined;
    this.script = this.usual;
  }

  private refusal({ url, headers }: IncomingMessage): number | undefined {
    const { searchParams } = new URL(url ?? '', 'http://simulator');
    const format = searchParams.get('output_format');
    const model = searchParams.get('model_id');
    if (format !== 'pcm_24000' || !model || model === 'eleven_v3') return 400;
    const isKnown = this.apiKey === undefined || headers['xi-api-key'] === this.apiKey;
    return isKnown ? undefined : 401;
  }

  private connected(socket: WebSocket, request: IncomingMessage): void {
    const url = new URL(request.url ?? '', 'http://simulator');
    this.handshakes.push({ url, headers: request.headers });
    const voiceId = PATH.exec(url.pathname)?.[1] ?? '';
    const connection: Connection = { socket, voiceId, contexts: new Map() };
    socket.on('message', (data: Buffer) => this.receive(connection, data));
    socket.once('close', () => {
      for (const context of connection.contexts.values()) context.abandon();
    });
  }

  private receive(connection: Connection, data: Buffer): void {
    const { contexts, socket } = connection;
    const frame = parseFrame(data);
    if (frame) this.frames.push(frame);
    if (frame?.['close_socket'] === true) return socket.close(1000);
    const contextId = frame?.['context_id'];
    if (!frame || typeof contextId !== 'string') return refuse(socket, 'invalid_message');
    const context = contexts.get(contextId);
    if (frame['close_context'] === true) return context?.close();
    const violation = context ? hasSettings(frame) : frame['text'] !== ' ';
    if (violation) return refuse(socket, 'invalid_initialization');
    if (!context && contexts.size >= CONTEXTS_PER_SOCKET) {
      return refuse(socket, 'max_active_contexts');
    }
    const failure = context ? undefined : this.plannedFailure();
    if (failure) return sendFailure(socket, contextId, failure);
    const text = typeof frame['text'] === 'string' ? frame['text'] : '';
    (context ?? this.open(connection, contextId)).push(text, frame['flush'] === true);
  }

  private plannedFailure(): { error: string; code: number } | undefined {
    const { knobs } = this;
    if (knobs.failNext) {
      knobs.failNext--;
      return { error: knobs.failCode ?? 'internal_error', code: knobs.failStatus ?? 500 };
    }
    const hasRoom = this.active < (knobs.maxContexts ?? Number.POSITIVE_INFINITY);
    return hasRoom ? undefined : { error: 'too_many_concurrent_requests', code: 429 };
  }

  private open({ socket, voiceId, contexts }: Connection, contextId: string): ElevenLabsContext {
    const { script } = this;
    this.active += 1;
    const context = new ElevenLabsContext(contextId, {
      knobs: () => this.knobs,
      speak: async (text) => script(text, voiceId),
      send: (message) => sendTo(socket, message),
      drop: () => socket.close(1011, 'going away'),
      onOver: () => {
        this.active -= 1;
        contexts.delete(contextId);
      },
    });
    contexts.set(contextId, context);
    return context;
  }
}

const hasSettings = (frame: Record<string, unknown>): boolean =>
  'voice_settings' in frame || 'generation_config' in frame;

function sendFailure(
  socket: WebSocket,
  contextId: string,
  { error, code }: { error: string; code: number },
): void {
  sendTo(socket, { error, code, message: 'The simulator was told to fail.', contextId });
  socket.close(POLICY_VIOLATION, error);
}

function refuse(socket: WebSocket, error: string): void {
  sendTo(socket, { error, code: POLICY_VIOLATION, message: 'The message breaks the rules.' });
  socket.close(POLICY_VIOLATION, error);
}
