import { WebSocket } from 'ws';

export type Message = Record<string, unknown>;

/** What a client asked for that cannot be. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly param: string | null = null,
  ) {
    super(message);
  }
}

let ids = 0;
export const newId = (kind: string): string => `${kind}_sim${(ids += 1)}`;

/** The server's side of one socket: numbers its events and words its errors. */
export class RealtimeWire {
  /** `type` of everything that was sent, in order. */
  readonly sent: string[] = [];

  constructor(private readonly socket: WebSocket) {}

  get isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN;
  }

  send(type: string, fields: Message = {}): void {
    if (!this.isOpen) return;
    this.sent.push(type);
    this.socket.send(JSON.stringify({ type, event_id: newId('event'), ...fields }));
  }

  raw(data: string | Buffer): void {
    if (this.isOpen) this.socket.send(data);
  }

  error({ code, message, param }: Refusal, clientEventId: unknown = null): void {
    const type = 'invalid_request_error';
    this.send('error', { error: { type, code, message, param, event_id: clientEventId ?? null } });
  }

  close(code: number, reason: string): void {
    this.socket.close(code, reason);
  }

  drop(): void {
    this.socket.terminate();
  }
}

export const objectOf = (value: unknown): Message =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Message) : {};
