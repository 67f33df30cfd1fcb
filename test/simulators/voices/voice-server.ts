import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { VoiceKnobs } from './voice-knobs';

export type Accepting = {
  knobs: () => VoiceKnobs;
  /** The status of a refusal; undefined lets the client in. */
  refusal: (request: IncomingMessage) => number | undefined;
  connected: (socket: WebSocket, request: IncomingMessage) => void;
};

/** A WebSocket server that may refuse an upgrade with a status, and drops who says nothing. */
export class VoiceServer {
  private readonly server: Server;
  private readonly sockets = new WebSocketServer({ noServer: true });

  constructor(private readonly accepting: Accepting) {
    this.server = createServer((_request, response) => response.writeHead(404).end());
    this.server.on('upgrade', (request, socket, head) => this.upgrade(request, socket, head));
  }

  get openConnections(): number {
    return this.sockets.clients.size;
  }

  /** @param port 0 takes any free one. */
  async start(port = 0): Promise<{ baseUrl: string }> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', resolve);
    });
    return { baseUrl: `http://127.0.0.1:${(this.server.address() as AddressInfo).port}` };
  }

  async close(): Promise<void> {
    this.dropAll();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  /** Breaks every connection without a farewell. */
  dropAll(): void {
    for (const socket of this.sockets.clients) socket.terminate();
  }

  private upgrade(request: IncomingMessage, raw: Duplex, head: Buffer): void {
    raw.on('error', () => raw.destroy());
    const knobs = this.accepting.knobs();
    const planned = knobs.refuseNext ? (knobs.refuseStatus ?? 429) : undefined;
    if (knobs.refuseNext) knobs.refuseNext--;
    const status = planned ?? this.accepting.refusal(request);
    if (status !== undefined) {
      raw.end(`HTTP/1.1 ${status} Refused\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
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
