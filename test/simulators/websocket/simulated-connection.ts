import type { IncomingMessage } from 'node:http';
import { WebSocket, type RawData } from 'ws';
import { bytesToSamples } from '../../../libs/voice/src/audio/pcm';
import type { SocketKnobs } from './socket-knobs';
import type { ConnectionHandlers } from './socket-simulator';

/** One client of a simulator, and everything it sent. */
export class SimulatedConnection {
  readonly headers: IncomingMessage['headers'];
  readonly query: URLSearchParams;
  /** Sizes of the audio messages, in bytes. */
  readonly audioBytes: number[] = [];
  /** `type` of the text messages. */
  readonly texts: string[] = [];
  readonly samples: Int16Array[] = [];
  closeCode: number | undefined;
  private readonly timers = new Set<NodeJS.Timeout>();
  private held: Record<string, unknown> | undefined;

  constructor(
    private readonly socket: WebSocket,
    request: IncomingMessage,
    readonly knobs: SocketKnobs,
  ) {
    this.headers = request.headers;
    this.query = new URL(request.url ?? '/', 'http://simulator').searchParams;
    socket.on('error', () => undefined);
    socket.on('close', (code) => {
      this.closeCode = code;
      for (const timer of this.timers) clearTimeout(timer);
    });
  }

  get sampleRate(): number {
    return Number(this.query.get('sample_rate') ?? 16_000);
  }

  get isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN;
  }

  serve(handlers: ConnectionHandlers): void {
    this.socket.on('message', (data, isBinary) => this.received(data, isBinary, handlers));
    this.socket.on('close', () => handlers.closed?.());
  }

  send(message: Record<string, unknown>): void {
    this.write(message);
    this.release();
  }

  /** What may still change; a knob lets whatever settles it overtake it. */
  sendInterim(message: Record<string, unknown>): void {
    this.release();
    if (this.knobs.outOfOrder) this.held = message;
    else this.write(message);
  }

  /** Whatever settles words, which a knob may hold back. */
  sendFinal(message: Record<string, unknown>): void {
    const { finalDelayMs } = this.knobs;
    if (finalDelayMs) this.after(finalDelayMs, () => this.send(message));
    else this.send(message);
  }

  after(ms: number, run: () => void): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      run();
    }, ms);
    this.timers.add(timer);
    return timer;
  }

  close(code: number, reason = ''): void {
    this.socket.close(code, reason);
  }

  drop(code: number | undefined): void {
    if (code === undefined) this.socket.terminate();
    else this.socket.close(code);
  }

  private release(): void {
    const { held } = this;
    this.held = undefined;
    if (held) this.write(held);
  }

  private write(message: Record<string, unknown>): void {
    if (!this.knobs.silent && this.isOpen) this.socket.send(JSON.stringify(message));
  }

  private received(data: RawData, isBinary: boolean, handlers: ConnectionHandlers): void {
    const bytes = data as Buffer;
    if (!isBinary) {
      const message = parse(bytes);
      this.texts.push(String(message['type']));
      return handlers.text(message);
    }
    this.audioBytes.push(bytes.length);
    const samples = bytesToSamples(bytes).slice();
    this.samples.push(samples);
    if (this.knobs.garbage) this.sendGarbage(this.knobs.garbage);
    else handlers.audio(samples);
  }

  private sendGarbage(kind: NonNullable<SocketKnobs['garbage']>): void {
    if (!this.isOpen) return;
    if (kind === 'binary') this.socket.send(Buffer.from([1, 2, 3]));
    else if (kind === 'text') this.socket.send('<html>502</html>');
    else for (const type of ['Results', 'TurnInfo', 'Turn']) this.socket.send(`{"type":"${type}"}`);
  }
}

function parse(bytes: Buffer): Record<string, unknown> {
  try {
    return JSON.parse(bytes.toString('utf8')) as Record<string, unknown>;
  } catch {
    return { type: 'unparsable' };
  }
}
