import { io, type Socket } from 'socket.io-client';

export type Transcript = {
  turnId: string;
  speaker: 'trainee' | 'persona';
  text: string;
  final: boolean;
  heardText?: string;
};

type Ack = { callId: string; outputSampleRate: number; error?: { code: string; message: string } };
type Resume = { segmentId: string; fromMs: number; resumeId: number };
type Playing = { writtenMs: number; playedMs: number; ended: boolean; paused: boolean };

const TICK_MS = 20;

/**
 * A page without a browser: speaks the `/practice` namespace and plays what it is sent, at
 * `speed` times real time, reporting what was played like the player's worklet.
 */
export class PracticeClient {
  readonly transcripts: Transcript[] = [];
  readonly states: string[] = [];
  readonly errors: { code: string; message: string }[] = [];
  /** What it was told of its minutes, the first first. */
  readonly quotas: { secondsLeft: number; over?: boolean }[] = [];
  readonly events: string[] = [];
  audioBytes = 0;
  lastSeq = -1;
  private resumeId = 0;
  private readonly playing = new Map<string, Playing>();
  private timer: NodeJS.Timeout | undefined;
  private outputSampleRate = 24_000;

  private constructor(
    readonly socket: Socket,
    private readonly speed: number,
  ) {
    socket.onAny((event: string) => this.events.push(event));
    socket.on('transcript', (update: Transcript) => this.transcripts.push(update));
    socket.on('state', ({ state }: { state: string }) => this.states.push(state));
    socket.on('quota', (quota: { secondsLeft: number; over?: boolean }) => this.quotas.push(quota));
    socket.on('error', (error: { code: string; message: string }) => this.errors.push(error));
    socket.on('audio', (head: { segmentId: string; seq: number }, audio: Buffer) =>
      this.take(head, audio),
    );
    socket.on('speak', ({ segmentId, text }: { segmentId: string; text: string }) => {
      this.segment(segmentId).writtenMs = text.length * 60;
      this.segment(segmentId).ended = true;
    });
    socket.on('audio.end', ({ segmentId }: { segmentId: string }) => {
      this.segment(segmentId).ended = true;
    });
    socket.on('audio.pause', ({ segmentId }: { segmentId: string }) => {
      this.segment(segmentId).paused = true;
    });
    socket.on('audio.resume', ({ segmentId, fromMs, resumeId }: Resume) => {
      const segment = this.segment(segmentId);
      segment.paused = false;
      segment.playedMs = Math.min(segment.playedMs, fromMs);
      this.resumeId = resumeId;
    });
    socket.on('audio.clear', ({ segmentId }: { segmentId: string }) =>
      this.playing.delete(segmentId),
    );
    this.timer = setInterval(() => this.play(), TICK_MS);
  }

  static async connect(
    url: string,
    sign: { cookie?: string; token?: string; origin?: string },
    speed = 8,
  ): Promise<PracticeClient> {
    const socket = io(`${url}/practice`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth: sign.token === undefined ? {} : { token: sign.token },
      extraHeaders: {
        ...(sign.cookie === undefined ? {} : { cookie: sign.cookie }),
        ...(sign.origin === undefined ? {} : { origin: sign.origin }),
      },
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    return new PracticeClient(socket, speed);
  }

  async start(request: object): Promise<Ack> {
    const ack = (await this.socket.timeout(5_000).emitWithAck('call.start', request)) as Ack;
    if (!ack.error) this.outputSampleRate = ack.outputSampleRate;
    return ack;
  }

  say(text: string): void {
    this.socket.emit('text', { text, final: true });
  }

  /** Resolves with the payload of the next such event. */
  next<Payload = unknown>(event: string, timeoutMs = 10_000): Promise<Payload> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () =>
          reject(
            new Error(
              `No ${event} within ${timeoutMs} ms; saw ${this.events.slice(-12).join(', ')}`,
            ),
          ),
        timeoutMs,
      );
      this.socket.once(event, (payload: Payload) => {
        clearTimeout(timer);
        resolve(payload);
      });
    });
  }

  /** Resolves once the condition holds; asked whenever something arrives. */
  async until(condition: () => boolean, what: string, timeoutMs = 15_000): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (!condition()) {
      if (Date.now() > deadline) {
        throw new Error(`${what} did not happen; saw ${this.events.slice(-12).join(', ')}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  personaSaid(): string {
    const last = new Map<string, string>();
    for (const { speaker, turnId, text } of this.transcripts) {
      if (speaker === 'persona') last.set(turnId, text);
    }
    return [...last.values()].join('\n');
  }

  /** Ends what runs and leaves. */
  async hangUp(): Promise<void> {
    const ended = this.next('call.ended');
    this.socket.emit('call.end', {});
    const nothingRan = this.until(() => this.errors.at(-1)?.code === 'call.not_started', 'an end');
    await Promise.race([ended, nothingRan]).catch(() => undefined);
    ended.catch(() => undefined);
    nothingRan.catch(() => undefined);
    this.close();
  }

  close(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.socket.disconnect();
  }

  private take({ segmentId, seq }: { segmentId: string; seq: number }, audio: Buffer): void {
    this.audioBytes += audio.length;
    this.lastSeq = seq;
    this.segment(segmentId).writtenMs += (audio.length / 2 / this.outputSampleRate) * 1_000;
  }

  private segment(segmentId: string): Playing {
    const known = this.playing.get(segmentId);
    if (known) return known;
    const fresh = { writtenMs: 0, playedMs: 0, ended: false, paused: false };
    this.playing.set(segmentId, fresh);
    return fresh;
  }

  private play(): void {
    const [first] = this.playing;
    if (!first) return;
    const [segmentId, segment] = first;
    if (segment.paused) return;
    segment.playedMs = Math.min(segment.playedMs + TICK_MS * this.speed, segment.writtenMs);
    const done = segment.ended && segment.playedMs >= segment.writtenMs;
    this.socket.emit('playback', {
      segmentId,
      playedMs: segment.playedMs,
      resumeId: this.resumeId,
      ...(done ? { done } : {}),
    });
    if (done) this.playing.delete(segmentId);
  }
}
