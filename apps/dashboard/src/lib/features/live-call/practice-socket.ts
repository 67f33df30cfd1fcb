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
  resumed: (call: CallStarted) => void;
  /** It did not come back in time. */
  lost: () => void;
};

type AnswerOf = { ok: true; call: CallStarted } | { ok: false; problem: CallProblem };

/** The server keeps a dropped call this long. */
const RESUME_WITHIN_MS = 30_000;
const ANSWER_WITHIN_MS = 10_000;
const RESUME_TRIES = 6;
const RETRY_RESUME_MS = 2000;

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
  /** Of the last frame received; the server counts over the whole call, from 0. */
  private lastSeq = -1;
  private resumeTries = 0;
  private refuse: ((problem: CallProblem) => void) | null = null;
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
    const refused = new Promise<AnswerOf>((resolve) => {
      this.refuse = (problem) => resolve({ ok: false, problem });
    });
    this.socket.connect();
    const answer = await Promise.race([this.ask('call.start', request), refused]);
    this.refuse = null;
    this.callId = answer.ok ? answer.call.callId : null;
    return answer;
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
    const { callId, lastSeq } = this;
    if (!callId) {
      return;
    }
    const answer = await this.ask('call.resume', { callId, lastSeq });
    if (answer.ok) {
      this.backAgain(answer.call);
    } else if (answer.problem === UNREACHABLE) {
      // The line dropped again; the next connection tries once more.
      return;
    } else if (this.resumeTries < RESUME_TRIES) {
      // The server may not have noticed yet that the old line is dead.
      this.resumeTries += 1;
      setTimeout(() => this.socket.connected && void this.resume(), RETRY_RESUME_MS);
    } else {
      this.lose();
    }
  }

  private backAgain(call: CallStarted): void {
    clearTimeout(this.giveUp);
    this.giveUp = undefined;
    this.resumeTries = 0;
    this.handlers.resumed(call);
  }

  private async ask<Event extends 'call.start' | 'call.resume'>(
    event: Event,
    payload: Parameters<ClientEvents[Event]>[0],
  ): Promise<AnswerOf> {
    const answered = new Promise<AnswerOf>((resolve) => {
      const take = (error: Error | null, reply: StartAnswer) =>
        resolve(error ? { ok: false, problem: UNREACHABLE } : asAnswer(reply));
      const line: Socket = this.socket;
      line.timeout(ANSWER_WITHIN_MS).emit(event, payload, take);
    });
    return answered;
  }

  private lose(): void {
    clearTimeout(this.giveUp);
    this.giveUp = undefined;
    this.handlers.lost();
  }

  /** Turned away before a call began, for instance signed out: say so at once. */
  private refused(error: Error): void {
    if (!this.socket.active) {
      const code = /^[a-z_]+\.[a-z_.]+$/.test(error.message) ? error.message : 'unreachable';
      this.refuse?.({ code, message: code === error.message ? '' : error.message });
    }
  }
}
