import type WebSocket from 'ws';
import type { Clock } from '../../clock/clock';
import type { ProviderError, ProviderErrorKind } from '../../resilience/provider-error';
import { providerFailure } from '../../resilience/provider-failure';
import { AsyncQueue } from '../../threads/async-queue';

/** Addresses the one context that is open, where the vendor knows no names for them. */
export const SOLE_CONTEXT: unique symbol = Symbol('sole context');

/** One message of a vendor, and the context it is for; without one it is for all of them. */
export type Addressed<Message> = {
  contextId: string | typeof SOLE_CONTEXT | undefined;
  message: Message | ProviderError;
  /** Nothing comes for the context after it. */
  last: boolean;
};

export type ContextProtocol<Message> = {
  provider: string;
  /** Throws at what the protocol does not know; `undefined` is of no interest. */
  read: (json: unknown) => Addressed<Message> | undefined;
  /** Binary frames, for the sole context; where they are not expected they break the protocol. */
  readBytes?: (bytes: Uint8Array) => Message;
  /** What a close tells; undefined is a broken connection. */
  kindOfClose?: (code: number, reason: string) => ProviderErrorKind | undefined;
};

const CLOSE_MS = 1_000;

/**
 * One WebSocket on which many requests speak at once, each in a context of its own. A context that
 * was left is forgotten at once: what a vendor still sends for it reaches nobody.
 */
export class ContextSocket<Message> {
  private readonly contexts = new Map<string, AsyncQueue<Message>>();
  private readonly leaving = new Map<string, () => void>();
  private readonly closed: Promise<void>;

  constructor(
    private readonly socket: WebSocket,
    private readonly protocol: ContextProtocol<Message>,
  ) {
    this.closed = new Promise((resolve) => socket.once('close', () => resolve()));
    socket.on('message', (data: Buffer, isBinary: boolean) => this.receive(data, isBinary));
    socket.on('close', (code: number, reason: Buffer) => {
      const kind = protocol.kindOfClose?.(code, reason.toString('utf8')) ?? 'network';
      this.failAll(providerFailure(protocol.provider, kind, code));
    });
    socket.resume();
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  get whenClosed(): Promise<void> {
    return this.closed;
  }

  /** What comes for the context from now on; it fails when the connection does. */
  enter(contextId: string): AsyncIterable<Message> {
    const queue = new AsyncQueue<Message>();
    this.contexts.set(contextId, queue);
    if (!this.isOpen) queue.fail(providerFailure(this.protocol.provider, 'network'));
    return queue;
  }

  leave(contextId: string): void {
    this.contexts.get(contextId)?.end();
    this.contexts.delete(contextId);
  }

  /** Calls back once the vendor is done with a context that was left, or the connection is gone. */
  onceOver(contextId: string, over: () => void): void {
    if (this.isOpen) this.leaving.set(contextId, over);
    else over();
  }

  forget(contextId: string): void {
    this.leaving.delete(contextId);
  }

  send(message: object): void {
    if (this.isOpen) this.socket.send(JSON.stringify(message));
  }

  /** Resolves once the connection is gone, by force where the vendor does not close its side. */
  async close(clock: Clock): Promise<void> {
    const timer = clock.setTimer(CLOSE_MS, () => this.socket.terminate());
    this.failAll(providerFailure(this.protocol.provider, 'network'));
    this.socket.close(1000);
    await this.closed;
    timer.cancel();
  }

  private receive(data: Buffer, isBinary: boolean): void {
    let addressed: Addressed<Message> | undefined;
    try {
      addressed = this.read(data, isBinary);
    } catch {
      // Whose answer it was cannot be told, and what follows cannot be trusted.
      this.failAll(providerFailure(this.protocol.provider, 'bad_response'));
      this.socket.terminate();
      return;
    }
    if (addressed) this.deliver(addressed);
  }

  private read(data: Buffer, isBinary: boolean): Addressed<Message> | undefined {
    if (!isBinary) return this.protocol.read(JSON.parse(data.toString('utf8')));
    if (!this.protocol.readBytes) throw new TypeError('Only text is spoken here.');
    // What nobody has asked for would be taken for the next answer.
    if (this.soleContext === undefined) throw new TypeError('It is spoken out of turn.');
    return { contextId: SOLE_CONTEXT, message: this.protocol.readBytes(data), last: false };
  }

  private get soleContext(): string | undefined {
    const [open] = this.contexts.keys();
    const [left] = this.leaving.keys();
    return open ?? left;
  }

  private deliver({ contextId: to, message, last }: Addressed<Message>): void {
    if (to === undefined) {
      if (message instanceof Error) this.failAll(message);
      return;
    }
    const contextId = to === SOLE_CONTEXT ? this.soleContext : to;
    if (contextId === undefined) return;
    const queue = this.contexts.get(contextId);
    if (message instanceof Error) queue?.fail(message);
    else queue?.push(message);
    if (last) {
      this.leaving.get(contextId)?.();
      this.leaving.delete(contextId);
    }
  }

  private failAll(error: ProviderError): void {
    for (const queue of this.contexts.values()) queue.fail(error);
    this.contexts.clear();
    const waiting = [...this.leaving.values()];
    this.leaving.clear();
    for (const over of waiting) over();
  }
}
