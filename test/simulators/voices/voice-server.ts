import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { drip } from '../host/drip';
import {
  refuseUpgrade,
  SimulatorHost,
  type Certificate,
  type SimulatedService,
} from '../host/simulator-host';
import type { VoiceKnobs } from './voice-knobs';

export type Accepting = {
  serves: (path: string) => boolean;
  knobs: () => VoiceKnobs;
  /** The status of a refusal; undefined lets the client in. */
  refusal: (request: IncomingMessage) => number | undefined;
  connected: (socket: WebSocket, request: IncomingMessage) => void;
};

/** WebSockets of one vendor's voices: may refuse an upgrade with a status, and drops who says nothing. */
export class VoiceServer implements SimulatedService {
  private readonly sockets = new WebSocketServer({ noServer: true });
  private readonly host: SimulatorHost;

  constructor(
    private readonly accepting: Accepting,
    tls?: Certificate,
  ) {
    this.host = new SimulatorHost([this], tls);
  }

  get openConnections(): number {
    return this.sockets.clients.size;
  }

  /** On a port of its own; 0 takes any free one. */
  start(port = 0): Promise<{ baseUrl: string }> {
    return this.host.start(port);
  }

  close(): Promise<void> {
    return this.host.close();
  }

  dropConnections(): void {
    for (const socket of this.sockets.clients) socket.terminate();
  }

  serves(path: string): boolean {
    return this.accepting.serves(path);
  }

  upgrade(request: IncomingMessage, raw: Duplex, head: Buffer): void {
    const knobs = this.accepting.knobs();
    const planned = knobs.refuseNext ? (knobs.refuseStatus ?? 429) : undefined;
    if (knobs.refuseNext) knobs.refuseNext--;
    const status = planned ?? this.accepting.refusal(request);
    if (status !== undefined) {
      const { retryAfterSeconds } = knobs;
      const isAsked = retryAfterSeconds !== undefined;
      return refuseUpgrade(raw, status, isAsked ? { 'retry-after': `${retryAfterSeconds}` } : {});
    }
    if (knobs.drip) drip(raw, knobs.drip);
    this.sockets.handleUpgrade(request, raw, head, (socket) => {
      socket.on('error', () => socket.terminate());
      if (knobs.idleCloseMs !== undefined) closeWhenIdle(socket, knobs.idleCloseMs);
      this.accepting.connected(socket, request);
    });
  }
}

function closeWhenIdle(socket: WebSocket, idleCloseMs: number): void {
  let timer = setTimeout(() => socket.close(1000), idleCloseMs);
  socket.on('message', () => {
    clearTimeout(timer);
    timer = setTimeout(() => socket.close(1000), idleCloseMs);
  });
  socket.once('close', () => clearTimeout(timer));
}

/** What a vendor sends: an object as JSON, anything else as it is. */
export function sendTo(socket: WebSocket, message: object | string | Buffer): void {
  if (socket.readyState !== socket.OPEN) return;
  const isRaw = typeof message === 'string' || Buffer.isBuffer(message);
  socket.send(isRaw ? message : JSON.stringify(message));
}

/** The object a text frame holds; undefined for anything else. */
export function parseFrame(data: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(data.toString('utf8'));
    return typeof value === 'object' && value !== null
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
