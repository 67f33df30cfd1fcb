import type { Clock, Timer } from '../../clock/clock';
import { providerFailure } from '../../resilience/provider-failure';
import { connectSocket, type SocketTarget } from './connect-socket';
import { RateWindow, type RateLimit } from './rate-window';
import { ContextSocket, type ContextProtocol } from './context-socket';

export type PoolOptions<Message> = {
  clock: Clock;
  protocol: ContextProtocol<Message>;
  /** What differs between sockets, e.g. the voice, becomes an address. */
  target: (key: string) => SocketTarget;
  /** Contexts that may be open on one socket. */
  maxContexts: number;
  connectMs: number;
  /** A socket without a context for so long is closed, before the vendor does it unannounced. */
  idleMs: number;
  /** How long a cancelled context may take up its place, if the vendor does not say that it is over. */
  drainMs: number;
  /** Contexts have no names: after a failure, or a cancel without an answer, nobody follows. */
  nameless?: boolean;
  /** Requests a vendor takes on one socket; more go to another. */
  rate?: RateLimit;
  /** A socket gets no new contexts when it is so old. */
  maxAgeMs?: number;
};

/** `silent`: the vendor said nothing any more; `failed`: it said that it will not do it. */
export type ContextEnd = 'finished' | 'cut_off' | 'silent' | 'failed';

type Member<Message> = {
  key: string;
  opening: Promise<ContextSocket<Message>>;
  /** Once it is open. */
  socket?: ContextSocket<Message>;
  contexts: number;
  /** No new contexts. */
  retired: boolean;
  idle?: Timer;
  bornMs: number;
  rate?: RateWindow;
};

export type Lease<Message> = {
  socket: ContextSocket<Message>;
  /** Gives the place back; a context that was cut off may hold it a little longer. */
  release(contextId: string, end: ContextEnd): void;
};

/** Sockets shared by all calls, opened when first needed and closed when long unused. */
export class ContextSocketPool<Message> {
  private readonly members = new Set<Member<Message>>();
  private readonly draining = new Set<Timer>();
  private readonly shutdown = new AbortController();

  constructor(private readonly options: PoolOptions<Message>) {}

  /**
   * A place on a socket.
   * @throws ProviderError when none can be opened.
   */
  async lease(key: string): Promise<Lease<Message>> {
    if (this.shutdown.signal.aborted) {
      throw providerFailure(this.options.protocol.provider, 'network');
    }
    const member = this.memberFor(key);
    member.contexts += 1;
    member.rate?.count();
    member.idle?.cancel();
    try {
      const socket = await member.opening;
      return { socket, release: (id, end) => this.release(member, socket, { id, end }) };
    } catch (error) {
      member.contexts -= 1;
      throw error;
    }
  }

  /** Opens a socket ahead of its first use; a failure shows when it is used. */
  warm(key: string): void {
    if (this.shutdown.signal.aborted) return;
    const member = this.memberFor(key);
    member.opening.then(
      (socket) => this.rest(member, socket),
      () => undefined,
    );
  }

  /** Ends everything under way as a broken connection; resolves when no socket is left. */
  async close(): Promise<void> {
    this.shutdown.abort();
    for (const timer of this.draining) timer.cancel();
    this.draining.clear();
    const { clock } = this.options;
    const closing = [...this.members].map(async (member) => {
      member.idle?.cancel();
      const socket = await member.opening.catch(() => undefined);
      await socket?.close(clock);
      member.idle?.cancel();
    });
    await Promise.all(closing);
  }

  private memberFor(key: string): Member<Message> {
    for (const member of this.members) {
      if (member.key === key && this.hasRoom(member)) return member;
    }
    const { clock, rate } = this.options;
    const member: Member<Message> = {
      key,
      opening: this.open(key),
      contexts: 0,
      retired: false,
      bornMs: clock.now(),
      ...(rate && { rate: new RateWindow(clock, rate) }),
    };
    this.members.add(member);
    const leave = (): void => {
      member.retired = true;
      member.idle?.cancel();
      this.members.delete(member);
    };
    member.opening.then((socket) => {
      member.socket = socket;
      return socket.whenClosed.then(leave);
    }, leave);
    return member;
  }

  private hasRoom(member: Member<Message>): boolean {
    if (member.retired || member.socket?.isOpen === false || this.isOld(member)) return false;
    return member.contexts < this.options.maxContexts && member.rate?.isSpent !== true;
  }

  private isOld({ bornMs }: Member<Message>): boolean {
    const { clock, maxAgeMs = Number.POSITIVE_INFINITY } = this.options;
    return clock.now() - bornMs >= maxAgeMs;
  }

  private async open(key: string): Promise<ContextSocket<Message>> {
    const { clock, connectMs, protocol, target } = this.options;
    const { provider } = protocol;
    const { signal } = this.shutdown;
    const socket = await connectSocket(target(key), { clock, provider, connectMs, signal });
    return new ContextSocket(socket, protocol);
  }

  private release(
    member: Member<Message>,
    socket: ContextSocket<Message>,
    { id, end }: { id: string; end: ContextEnd },
  ): void {
    const { clock, drainMs, nameless } = this.options;
    socket.leave(id);
    // A connection that has gone quiet may be dead without knowing it.
    if (end === 'silent' || (nameless && end === 'failed')) member.retired = true;
    const isOver = end === 'finished' || end === 'failed';
    if (isOver || drainMs === 0 || this.shutdown.signal.aborted) return this.free(member, socket);
    const over = (): void => {
      timer.cancel();
      this.draining.delete(timer);
      socket.forget(id);
      this.free(member, socket);
    };
    const timer = clock.setTimer(drainMs, () => {
      if (nameless) member.retired = true;
      over();
    });
    this.draining.add(timer);
    socket.onceOver(id, over);
  }

  private free(member: Member<Message>, socket: ContextSocket<Message>): void {
    member.contexts -= 1;
    this.rest(member, socket);
  }

  /** Nobody uses it: it is kept for a while. */
  private rest(member: Member<Message>, socket: ContextSocket<Message>): void {
    const { clock, idleMs } = this.options;
    if (member.contexts > 0 || !socket.isOpen || this.shutdown.signal.aborted) return;
    const retire = (): void => {
      member.retired = true;
      void socket.close(clock);
    };
    member.idle?.cancel();
    if (member.retired || this.isOld(member)) retire();
    else member.idle = clock.setTimer(idleMs, retire);
  }
}
