import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A way to a server that can be cut and mended, as if the server went away and came back. */
export class Relay {
  private readonly sockets = new Set<Socket>();
  private passes = true;

  private constructor(
    private readonly target: URL,
    private server: Server,
    private readonly port: number,
  ) {}

  static async to(url: string): Promise<Relay> {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const relay = new Relay(new URL(url), server, port);
    server.on('connection', (socket) => relay.take(socket));
    return relay;
  }

  /** The target's address, by this way. */
  get url(): string {
    const address = new URL(this.target);
    address.port = String(this.port);
    return address.href;
  }

  /** Takes whoever comes, and hangs up. */
  hangUp(): void {
    this.passes = false;
    for (const socket of this.sockets) socket.destroy();
  }

  /** Nobody listens any more. */
  async refuse(): Promise<void> {
    this.hangUp();
    await new Promise((closed) => this.server.close(closed));
  }

  async mend(): Promise<void> {
    this.passes = true;
    if (this.server.listening) return;
    await new Promise<void>((listening) => this.server.listen(this.port, '127.0.0.1', listening));
  }

  async close(): Promise<void> {
    if (this.server.listening) await this.refuse();
  }

  private take(socket: Socket): void {
    if (!this.passes) return void socket.destroy();
    const onwards = connect(Number(this.target.port), this.target.hostname);
    for (const [one, other] of [
      [socket, onwards],
      [onwards, socket],
    ] as const) {
      this.sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }
}
