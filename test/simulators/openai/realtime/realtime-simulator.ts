import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { refuseUpgrade } from '../../host/simulator-host';
import { beeps, type VoiceScript } from '../../voices/spoken-text';
import { RealtimeConnection, type RealtimeScript } from './realtime-connection';
import type { RealtimeKnobs } from './realtime-knobs';

export const REALTIME_PATH = '/v1/realtime';

/**
 * Speaks OpenAI's Realtime protocol (the generally available one) without a model: it hears when
 * somebody speaks but reads what from a script, says scripted replies, and can misbehave.
 */
export class RealtimeSimulator {
  readonly connections: RealtimeConnection[] = [];
  knobs: RealtimeKnobs = {};
  /** What is said, in order; then `defaultTranscript`. */
  readonly transcripts: string[] = [];
  defaultTranscript = 'Hello, do you have a minute?';
  private script: RealtimeScript = () => undefined;
  private readonly sockets = new WebSocketServer({ noServer: true });
  private readonly stalled = new Set<Duplex>();

  constructor(
    private readonly speak: VoiceScript = beeps,
    private readonly isAuthorized: (request: IncomingMessage) => boolean = () => true,
    /** What an utterance says when no transcript is waiting. */
    private readonly transcript?: () => string,
  ) {}

  replyWith(script: RealtimeScript): void {
    this.script = script;
  }

  get openConnections(): number {
    return this.sockets.clients.size;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const { knobs } = this;
    if (knobs.stallUpgrade) {
      this.stalled.add(socket);
      return;
    }
    const status = this.refusalOf(request);
    if (status !== undefined) {
      const { retryAfterSeconds } = knobs;
      const wait: Record<string, string> =
        retryAfterSeconds === undefined ? {} : { 'retry-after': `${retryAfterSeconds}` };
      refuseUpgrade(socket, status, wait);
      return;
    }
    this.sockets.handleUpgrade(request, socket, head, (client) => {
      const nextTranscript = (): string =>
        this.transcripts.shift() ?? this.transcript?.() ?? this.defaultTranscript;
      const { script, speak } = this;
      const around = {
        knobs,
        script: ((ask) => script(ask)) as RealtimeScript,
        speak,
        nextTranscript,
      };
      this.connections.push(new RealtimeConnection(client, request, around));
    });
  }

  dropConnections(): void {
    for (const socket of this.stalled) socket.destroy();
    this.stalled.clear();
    for (const client of this.sockets.clients) client.terminate();
  }

  /** Forgets connections, scripts and misbehaviour. */
  reset(): void {
    this.dropConnections();
    this.connections.length = 0;
    this.transcripts.length = 0;
    this.knobs = {};
    this.script = () => undefined;
  }

  private refusalOf(request: IncomingMessage): number | undefined {
    const { knobs } = this;
    if (knobs.refuseNext) {
      knobs.refuseNext -= 1;
      return knobs.refuseStatus ?? 429;
    }
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://simulator');
    if (pathname !== REALTIME_PATH) return 404;
    if (!this.isAuthorized(request)) return 401;
    return searchParams.get('model') ? undefined : 400;
  }
}
