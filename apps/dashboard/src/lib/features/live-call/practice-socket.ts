import { io, type Socket } from 'socket.io-client';
import type {
  CallProblem,
  CallStarted,
  ClientEvents,
  ServerEvents,
  StartAnswer,
  StartCall,
} from './practice-protocol';

export type PracticeHandlers = {
  [Event in Exclude<keyof ServerEvents, 'error'>]: ServerEvents[Event];
} & {
  problem: (problem: CallProblem) => void;
  /** The line dropped; the call waits for us. */
  dropped: () => void;
  resumed: () => void;
  /** It did not come back in time. */
  lost: () => void;
};

type AnswerOf = { ok: true; call: CallStarted } | { ok: false; problem: CallProblem };

/** The server keeps a dropped call this long. */
const RESUME_WITHIN_MS = 30_000;
const ANSWER_WITHIN_MS = 10_000;

const UNREACHABLE: CallProblem = {
  code: 'unreachable',
  message: 'The server does not answer.',
};

const asAnswer = (reply: StartAnswer): AnswerOf =>
  'error' in reply ? { ok: false, problem: reply.error } : { ok: true, call: reply };

/** One call's line to the server: typed events in and out, and coming back after a drop. */
export class PracticeSocket {
  private readonly socket: Socket<ServerEvents, ClientEvents>;
  private callId: string | null = null;
  private lastSeq = 0;
  private giveUp: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly handlers: PracticeHandlers) {
    this.socket = io('/practice', {
      // A socket from the first byte: long polling would delay every frame of sound.
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      autoConnect: false,
      forceNew: true,
      reconnectionDelay: 300,
      reconnectionDelayMax: 2000,
    });
    this.listen();
  }

  async start(request: StartCall): Promise<AnswerOf> {
    this.socket.connect();
    try {
      const reply = await this.socket.timeout(ANSWER_WITHIN_MS).emitWithAck('call.start', request);
      const answer = asAnswer(reply);
      this.callId = answer.ok ? answer.call.callId : null;
      return answer;
    } catch {
      return { ok: false, problem: UNREACHABLE };
    }
  }

  /** Sound of a second ago is worthless: what cannot go now is dropped. */
  sendAudio(pcm: ArrayBuffer): void {
    if (this.socket.connected) {
      this.socket.volatile.emit('audio', pcm);
    }
  }

  send<Event extends 'text' | 'playback' | 'talk' | 'speech'>(
    event: Event,
    ...payload: Parameters<ClientEvents[Event]>
  ): void {
    if (this.socket.connected) {
      this.socket.emit(event, ...payload);
    }
  }

  end(): void {
    this.socket.emit('call.end', {});
  }

  close(): void {
    clearTimeout(this.giveUp);
    this.callId = null;
    this.socket.removeAllListeners();
    this.socket.disconnect();
  }

  private listen(): void {
    const { socket, handlers } = this;
    socket.on('audio', (head, pcm) => {
      this.lastSeq = head.seq;
      handlers.audio(head, pcm);
    });
    socket.on('audio.end', handlers['audio.end']);
    socket.on('audio.pause', handlers['audio.pause']);
    socket.on('audio.resume', handlers['audio.resume']);
    socket.on('audio.clear', handlers['audio.clear']);
    socket.on('speak', handlers.speak);
    socket.on('transcript', handlers.transcript);
    socket.on('state', handlers.state);
    socket.on('quota', handlers.quota);
    socket.on('call.ended', handlers['call.ended']);
    socket.on('call.ready', handlers['call.ready']);
    socket.on('error', handlers.problem);
    socket.on('connect', () => void this.resume());
    socket.on('disconnect', (reason) => this.drop(reason));
    socket.on('connect_error', (error) => this.refused(error));
  }

  private drop(reason: string): void {
    if (!this.callId) {
      return;
    }
    this.handlers.dropped();
    this.giveUp ??= setTimeout(() => this.lose(), RESUME_WITHIN_MS);
    if (reason === 'io server disconnect') {
      // The library comes back by itself from everything but this.
      this.socket.connect();
    }
  }

  private async resume(): Promise<void> {
    if (!this.callId) {
      return;
    }
    const from = { callId: this.callId, lastSeq: this.lastSeq };
    try {
      const reply = await this.socket.timeout(ANSWER_WITHIN_MS).emitWithAck('call.resume', from);
      const answer = asAnswer(reply);
      clearTimeout(this.giveUp);
      this.giveUp = undefined;
      if (answer.ok) {
        this.handlers.resumed();
      } else {
        this.handlers.problem(answer.problem);
        this.lose();
      }
    } catch {
      // The line dropped again; the next connection tries once more.
    }
  }

  private lose(): void {
    clearTimeout(this.giveUp);
    this.giveUp = undefined;
    this.handlers.lost();
  }

  /** Before a call: say why at once. During one the attempts go on until it is lost. */
  private refused(error: Error & { data?: Partial<CallProblem> }): void {
    if (!this.callId && !this.socket.active) {
      const { code = 'refused', message = error.message } = error.data ?? {};
      this.handlers.problem({ code, message });
    }
  }
}
