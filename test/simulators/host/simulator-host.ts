import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

export type Certificate = { key: string; cert: string };

/** One vendor's protocol, which shares a port with others and is told apart from them by its paths. */
export interface SimulatedService {
  /** @param path without its query. */
  serves(path: string, request: IncomingMessage): boolean;
  request?(request: IncomingMessage, response: ServerResponse): void;
  upgrade?(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Breaks every connection without a farewell. */
  dropConnections?(): void;
}

/** Any number of simulated protocols on one port, over plaintext or TLS. */
export class SimulatorHost {
  private readonly server: Server;

  constructor(
    private readonly services: readonly SimulatedService[],
    private readonly tls?: Certificate,
  ) {
    this.server = tls ? createTlsServer(tls) : createServer();
    this.server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const service = this.find(request);
      if (service?.request) service.request(request, response);
      else response.writeHead(404).end();
    });
    this.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      socket.on('error', () => socket.destroy());
      const service = this.find(request);
      if (service?.upgrade) service.upgrade(request, socket, head);
      else refuseUpgrade(socket, 404);
    });
  }

  /** @param port 0 takes any free one. */
  async start(port = 0): Promise<{ baseUrl: string }> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', resolve);
    });
    const { port: taken } = this.server.address() as AddressInfo;
    // The certificate is for the name.
    return { baseUrl: this.tls ? `https://localhost:${taken}` : `http://127.0.0.1:${taken}` };
  }

  async close(): Promise<void> {
    for (const service of this.services) service.dropConnections?.();
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private find(request: IncomingMessage): SimulatedService | undefined {
    const path = (request.url ?? '').split('?')[0] ?? '';
    return this.services.find((service) => service.serves(path, request));
  }
}

/** Answers an upgrade with a status in place of a connection. */
export function refuseUpgrade(
  socket: Duplex,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): void {
  const more = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(
    `HTTP/1.1 ${status} Refused\r\n${more.join('')}content-length: 0\r\nconnection: close\r\n\r\n`,
  );
}
