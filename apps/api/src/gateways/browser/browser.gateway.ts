import { Logger } from '@nestjs/common';
import { type OnGatewayInit, WebSocketGateway } from '@nestjs/websockets';
import type { Namespace, Socket } from 'socket.io';
import type { Actor } from '../../auth/actor';
import { SocketSignIn } from '../../auth/socket-sign-in';
import { LiveCalls } from '../../calls/live/live-calls';
import { AdmittedSockets } from './admitted-sockets';
import { BrowserConnection } from './browser-connection';
import { MOST_MESSAGE_BYTES, ResumeCall, type StartAck } from './browser.schemas';
import { HeldCalls } from './held-calls';

type Acknowledge = (ack: StartAck) => void;

@WebSocketGateway({
  namespace: '/practice',
  maxHttpBufferSize: MOST_MESSAGE_BYTES,
  serveClient: false,
})
export class BrowserGateway implements OnGatewayInit<Namespace> {
  private readonly logger = new Logger(BrowserGateway.name);
  private readonly held = new HeldCalls();
  private readonly admitted: AdmittedSockets;

  constructor(
    private readonly signIn: SocketSignIn,
    private readonly calls: LiveCalls,
  ) {
    this.admitted = new AdmittedSockets(signIn);
  }

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
    const ask = (event: string, handle: (payload: unknown) => Promise<StartAck> | StartAck) =>
      socket.on(event, (payload: unknown, acknowledge?: Acknowledge) =>
        this.guarded(connection, async () =>
          answer(connection, await handle(payload), acknowledge),
        ),
      );

    ask('call.start', async (payload) => {
      const ack = await connection.start(payload);
      if (!('error' in ack)) {
        this.held.carry(ack.callId, { connection, actor, drop: () => socket.disconnect() });
      }
      return ack;
    });
    ask('call.resume', (payload) => {
      const parsed = ResumeCall.safeParse(payload);
      const found = parsed.success ? this.held.claim(parsed.data.callId, actor) : undefined;
      if (!found || !parsed.success) {
        return { error: { code: 'call.gone', message: 'This call has ended.' } };
      }
      connection = found;
      this.held.carry(parsed.data.callId, { connection, actor, drop: () => socket.disconnect() });
      return connection.attach(wire, parsed.data);
    });
    on('audio', (frame) => connection.audio(frame));
    on('text', (payload) => connection.text(payload));
    on('playback', (payload) => connection.report(payload));
    on('talk', (payload) => connection.talk(payload));
    on('speech', (payload) => connection.speech(payload));
    on('call.end', () => connection.end());
    const leave = this.admitted.add({
      credential: this.signIn.credentialOf(socket.handshake),
      signedOut: () => this.guarded(connection, () => dismiss(connection, socket)),
    });
    socket.on('disconnect', () => {
      leave();
      if (connection.isOn(wire)) this.held.hold(connection);
    });
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
}

/** The persona says goodbye first. */
const dismiss = async (connection: BrowserConnection, socket: Socket): Promise<void> => {
  await connection.signOut();
  socket.disconnect(true);
};

const answer = (
  connection: BrowserConnection,
  ack: StartAck,
  acknowledge: Acknowledge | undefined,
): void => {
  if (typeof acknowledge === 'function') acknowledge(ack);
  else if ('error' in ack) connection.onProblem(ack.error.code, ack.error.message);
};
