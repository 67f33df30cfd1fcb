import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { drip } from '../host/drip';
import {
  refuseUpgrade,
  SimulatorHost,
  type Certificate,
  type SimulatedService,
} from '../host/simulator-host';
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
export class SocketSimulator implements SimulatedService {
  readonly connections: SimulatedConnection[] = [];
  knobs: SocketKnobs = {};
  /** Any key is taken when unset. */
  apiKey: string | undefined;
  private readonly host: SimulatorHost;
  private readonly sockets = new WebSocketServer({ noServer: true });
  private readonly stalled = new Set<Duplex>();

  constructor(
    private readonly protocols: readonly SocketProtocol[],
    tls?: Certificate,
  ) {
    this.host = new SimulatorHost([this], tls);
  }

  /** On a port of its own; 0 takes any free one. */
  start(port = 0): Promise<{ baseUrl: string }> {
    return this.host.start(port);
  }

  close(): Promise<void> {
    return this.host.close();
  }

  dropConnections(): void {
    for (const socket of this.stalled) socket.destroy();
    for (const client of this.sockets.clients) client.terminate();
  }

  serves(path: string): boolean {
    return this.protocols.some((protocol) => protocol.path === path);
  }

  /** Forgets connections and misbehaviour. */
  reset(): void {
    for (const client of this.sockets.clients) client.terminate();
    this.connections.length = 0;
    this.knobs = {};
    this.apiKey = undefined;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.knobs.stallUpgrade) {
      this.stalled.add(socket);
      return;
    }
    const path = (request.url ?? '').split('?')[0];
    const protocol = this.protocols.find((candidate) => candidate.path === path);
    const status = protocol ? this.refusalOf(protocol, request) : 404;
    if (!protocol || status !== undefined) return this.refuse(socket, status ?? 404);
    if (this.knobs.drip) drip(socket, this.knobs.drip);
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

  private refuse(socket: Duplex, status: number): void {
    const { retryAfterSeconds } = this.knobs;
    const isAsked = retryAfterSeconds !== undefined;
    refuseUpgrade(socket, status, isAsked ? { 'retry-after': `${retryAfterSeconds}` } : {});
  }
}
