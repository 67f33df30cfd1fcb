import { Logger } from '@nestjs/common';
import { type OnGatewayInit, WebSocketGateway } from '@nestjs/websockets';
import type { Namespace, Socket } from 'socket.io';
import type { Actor } from '../../auth/actor';
import { SocketSignIn } from '../../auth/socket-sign-in';
import { LiveCalls } from '../../calls/live/live-calls';
import { BrowserConnection } from './browser-connection';
import { MOST_MESSAGE_BYTES, ResumeCall, type StartAck } from './browser.schemas';

const GRACE_MS = 30_000;

type Acknowledge = (ack: StartAck) => void;
type Held = { connection: BrowserConnection; actor: Actor; timer: NodeJS.Timeout };

@WebSocketGateway({
  namespace: '/practice',
  maxHttpBufferSize: MOST_MESSAGE_BYTES,
  serveClient: false,
})
export class BrowserGateway implements OnGatewayInit<Namespace> {
  private readonly logger = new Logger(BrowserGateway.name);
  /** Calls whose page dropped, waiting for it to come back. */
  private readonly held = new Map<string, Held>();

  constructor(
    private readonly signIn: SocketSignIn,
    private readonly calls: LiveCalls,
  ) {}

  afterInit(namespace: Namespace): void {
    namespace.use((socket, next) => void this.admit(socket, next));
    namespace.on('connection', (socket) => this.serve(socket));
  }

  private async admit(socket: Socket, next: (error?: Error) => void): Promise<void> {
    try {
      const actor = await this.signIn.actorOf(socket.handshake);
      if (!actor) return next(new Error('auth.sign_in_required'));
      (socket.data as { actor: Actor }).actor = actor;
      next();
    } catch {
      next(new Error('auth.unavailable'));
    }
  }

  private serve(socket: Socket): void {
    const { actor } = socket.data as { actor: Actor };
    const wire = {
      emit: (event: string, ...payload: unknown[]) => void socket.emit(event, ...payload),
    };
    let connection = new BrowserConnection(actor, this.calls, wire);
    const on = (event: string, handle: (payload: unknown) => unknown) =>
      socket.on(event, (payload: unknown) => this.guarded(connection, () => handle(payload)));

    socket.on('call.start', (payload: unknown, acknowledge?: Acknowledge) =>
      this.guarded(connection, async () =>
        this.answer(connection, await connection.start(payload), acknowledge),
      ),
    );
    socket.on('call.resume', (payload: unknown, acknowledge?: Acknowledge) =>
      this.guarded(connection, () => {
        const held = this.claim(actor, payload);
        if (held) connection = held.connection;
        const parsed = ResumeCall.safeParse(payload);
        const ack: StartAck =
          held && parsed.success
            ? connection.attach(wire, parsed.data)
            : { error: { code: 'call.gone', message: 'This call has ended.' } };
        this.answer(connection, ack, acknowledge);
      }),
    );
    on('audio', (frame) => connection.audio(frame));
    on('text', (payload) => connection.text(payload));
    on('playback', (payload) => connection.report(payload));
    on('talk', (payload) => connection.talk(payload));
    on('speech', (payload) => connection.speech(payload));
    on('call.end', () => connection.end());
    socket.on('disconnect', () => this.hold(actor, connection));
  }

  private answer(connection: BrowserConnection, ack: StartAck, acknowledge?: Acknowledge): void {
    if (typeof acknowledge === 'function') acknowledge(ack);
    else if ('error' in ack) connection.onProblem(ack.error.code, ack.error.message);
  }

  /** A handler that fails says so to its own page and disturbs nobody else. */
  private guarded(connection: BrowserConnection, handle: () => unknown): void {
    void (async () => {
      try {
        await handle();
      } catch (error) {
        this.logger.error(
          { err: error, callId: connection.callId },
          'A message could not be handled',
        );
        connection.onProblem('internal', 'Something went wrong here. The call goes on.');
      }
    })();
  }

  private hold(actor: Actor, connection: BrowserConnection): void {
    const { callId } = connection;
    if (!callId) return;
    connection.detach();
    const timer = setTimeout(() => {
      this.held.delete(callId);
      void connection.abandon();
    }, GRACE_MS);
    this.held.set(callId, { connection, actor, timer: timer.unref() });
  }

  private claim(actor: Actor, payload: unknown): Held | undefined {
    const parsed = ResumeCall.safeParse(payload);
    const held = parsed.success ? this.held.get(parsed.data.callId) : undefined;
    if (!held || held.actor.memberId !== actor.memberId) return undefined;
    clearTimeout(held.timer);
    this.held.delete(held.connection.callId ?? '');
    return held;
  }
}
