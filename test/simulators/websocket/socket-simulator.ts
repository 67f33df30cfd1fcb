import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { SimulatedConnection } from './simulated-connection';
import type { SocketKnobs } from './socket-knobs';

export type ConnectionHandlers = {
  audio: (samples: Int16Array) => void;
  text: (message: Record<string, unknown>) => void;
  closed?: () => void;
};

export type SocketProtocol = {
  /** Of the URL. */
  path: string;
  /** Whether these headers carry the key. */
  authorizes: (headers: IncomingMessage['headers'], apiKey: string) => boolean;
  connected: (connection: SimulatedConnection) => ConnectionHandlers;
};

/** Speaks WebSocket protocols of recognisers to any number of clients, over plaintext or TLS. */
export class SocketSimulator {
  readonly connections: SimulatedConnection[] = [];
  knobs: SocketKnobs = {};
  /** Any key is taken when unset. */
  apiKey: string | undefined;
  private readonly server: Server;
  private readonly sockets = new WebSocketServer({ noServer: true });
  private readonly stalled = new Set<Duplex>();

  constructor(
    private readonly protocols: readonly SocketProtocol[],
    private readonly tls?: { key: string; cert: string },
  ) {
    this.server = tls ? createTlsServer(tls) : createServer();
    this.server.on('request', (_, response) => response.writeHead(404).end());
    this.server.on('upgrade', (request, socket: Duplex, head: Buffer) => {
      this.upgrade(request, socket, head);
    });
  }

  /** @param port 0 takes any free one. */
  async start(port = 0): Promise<{ baseUrl: string }> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', resolve);
    });
    const { port: taken } = this.server.address() as AddressInfo;
    return { baseUrl: `${this.tls ? 'https://localhost' : 'http://127.0.0.1'}:${taken}` };
  }

  async close(): Promise<void> {
    for (const socket of this.stalled) socket.destroy();
    for (const client of this.sockets.clients) client.terminate();
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  /** Forgets connections and misbehaviour. */
  reset(): void {
    for (const client of this.sockets.clients) client.terminate();
    this.connections.length = 0;
    this.knobs = {};
    this.apiKey = undefined;
  }

  private upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => undefined);
    if (this.knobs.stallUpgrade) {
      this.stalled.add(socket);
      return;
    }
    const path = (request.url ?? '').split('?')[0];
    const protocol = this.protocols.find((candidate) => candidate.path === path);
    const status = protocol ? this.refusalOf(protocol, request) : 404;
    if (!protocol || status !== undefined) return refuse(socket, status ?? 404, this.knobs);
    this.sockets.handleUpgrade(request, socket, head, (client) => {
      this.accept(protocol, client, request);
    });
  }

  private refusalOf(protocol: SocketProtocol, request: IncomingMessage): number | undefined {
    const { knobs, apiKey } = this;
    if (knobs.refuseNext) {
      knobs.refuseNext--;
      return knobs.refuseStatus ?? 401;
    }
    const known = apiKey === undefined || protocol.authorizes(request.headers, apiKey);
    return known ? undefined : 401;
  }

  private accept(protocol: SocketProtocol, client: WebSocket, request: IncomingMessage): void {
    const connection = new SimulatedConnection(client, request, this.knobs);
    this.connections.push(connection);
    const handlers = protocol.connected(connection);
    connection.serve(handlers);
    const { knobs } = this;
    if (knobs.dropAfterMs === undefined || knobs.dropNext === 0) return;
    if (knobs.dropNext) knobs.dropNext--;
    const timer = setTimeout(() => connection.drop(knobs.dropCode), knobs.dropAfterMs);
    client.once('close', () => clearTimeout(timer));
  }
}

function refuse(socket: Duplex, status: number, { retryAfterSeconds }: SocketKnobs): void {
  const retry = retryAfterSeconds === undefined ? '' : `retry-after: ${retryAfterSeconds}\r\n`;
  socket.end(
    `HTTP/1.1 ${status} Refused\r\n${retry}content-length: 0\r\nconnection: close\r\n\r\n`,
  );
}
