import { Framer, MULAW_FRAME_BYTES } from '../audio/framer';
import { encodeMulaw, MULAW_SAMPLE_RATE, MULAW_SILENCE } from '../audio/mulaw';
import type { Clock, Timer } from '../clock/clock';
import type { TwilioWire } from '../transports/twilio-media/twilio-wire';
import { FarEndBuffer, type HeardSound, joined } from './far-end-buffer';

export type FakeTwilioOptions = {
  clock: Clock;
  /** Takes what Twilio sends to the service, one JSON message a call. */
  onMessage: (text: string) => void;
  /** Between service and Twilio, each way [0]. */
  oneWayMs?: number;
  /** At most so much longer, differently for every message, whose order stays [0]. */
  jitterMs?: number;
  /** The caller's line sends frames from `connect` on [true]. */
  sendsFrames?: boolean;
  /** After a silence, how much later than it came the n-th sound (from 0) begins. */
  startsLateMs?: (sound: number) => number;
  /** How much later the n-th mark (from 0) comes back; null for never. */
  markDelayMs?: (mark: number) => number | null;
  streamSid?: string;
  accountSid?: string;
  callSid?: string;
  /** What the start says the frames hold; they hold µ-law whatever it says. */
  mediaFormat?: { encoding: string; sampleRate: number; channels: number };
  /** The `<Parameter>`s of the TwiML. */
  parameters?: Readonly<Record<string, string>>;
};

const FRAME_MS = 20;
const MULAW = { encoding: 'audio/x-mulaw', sampleRate: MULAW_SAMPLE_RATE, channels: 1 };
const SILENT_FRAME = new Uint8Array(MULAW_FRAME_BYTES).fill(MULAW_SILENCE);

type Outgoing = { event?: string; media?: { payload?: string }; mark?: { name?: string } };

/**
 * Twilio's end of a media stream with a caller at it: sends what the caller says in frames of 20 ms,
 * plays in real time what the service sends, and knows to the sample what the caller heard when.
 */
export class FakeTwilio {
  readonly streamSid: string;
  /** What the service has to send to. */
  readonly wire: TwilioWire;
  /** Everything the service has sent that was read, in order. */
  readonly received: { atMs: number; event: string; bytes: number }[] = [];
  /** Why a real Twilio would have ended the stream with error 31924. */
  readonly protocolErrors: string[] = [];
  private readonly buffer: FarEndBuffer;
  private readonly framer = new Framer();
  private readonly frames: Buffer[] = [];
  private readonly spoken: HeardSound[] = [];
  private readonly timers = new Set<Timer>();
  private unread: string[] = [];
  private unreadBytes = 0;
  private reading = true;
  private open = false;
  private sequence = 0;
  private chunk = 0;
  private markCount = 0;
  private startedAtMs = 0;
  private holeUntilMs = -Infinity;
  private readonly arrivesAtMs = { there: -Infinity, back: -Infinity };
  private seed = 1;

  constructor(private readonly options: FakeTwilioOptions) {
    this.streamSid = options.streamSid ?? 'MZ00000000000000000000000000000000';
    const { clock, startsLateMs } = options;
    this.buffer = new FarEndBuffer(clock, (name) => this.echo(name), startsLateMs);
    const unreadBytes = (): number => this.unreadBytes;
    this.wire = {
      send: (text) => this.take(text),
      get bufferedBytes() {
        return unreadBytes();
      },
    };
  }

  /** The call is answered: the stream starts, and the caller's line sends frames from here on. */
  connect(): void {
    const { streamSid } = this;
    this.open = true;
    this.startedAtMs = this.options.clock.now();
    this.send({ event: 'connected', protocol: 'Call', version: '1.0.0' });
    const start = {
      streamSid,
      ...this.ids,
      tracks: ['inbound'],
      customParameters: this.options.parameters ?? {},
      mediaFormat: this.options.mediaFormat ?? MULAW,
    };
    this.send({ event: 'start', sequenceNumber: this.next(), streamSid, start });
    if (this.options.sendsFrames ?? true) this.nextFrame(1);
  }

  /** The caller says this, at 8 kHz, after what is being said already; silence follows. */
  say(samples: Int16Array): void {
    const mulaw = new Uint8Array(samples.length);
    encodeMulaw(samples, mulaw);
    const keep = (frame: Uint8Array): void => void this.frames.push(Buffer.from(frame));
    this.framer.push(mulaw, keep);
    this.framer.flush(keep);
  }

  /** What the caller still has to say, in milliseconds. */
  get sayingMs(): number {
    return this.frames.length * FRAME_MS;
  }

  /** No media comes through for so long; what would have been in it is lost. */
  loseMedia(ms: number): void {
    this.holeUntilMs = this.options.clock.now() + ms;
  }

  press(digit: string): void {
    const { streamSid } = this;
    const dtmf = { track: 'inbound_track', digit };
    this.send({ event: 'dtmf', sequenceNumber: this.next(), streamSid, dtmf });
  }

  /** A slow reader: what the service sends stays in its socket until `readAgain`. */
  stopReading(): void {
    this.reading = false;
  }

  readAgain(): void {
    this.reading = true;
    const { unread } = this;
    this.unread = [];
    this.unreadBytes = 0;
    for (const text of unread) this.deliver(text);
  }

  /** The caller hangs up: `stop`, and nothing is played, sent or taken any more. */
  hangUp(): void {
    if (!this.open) return;
    const { streamSid } = this;
    this.close();
    this.send({ event: 'stop', sequenceNumber: this.next(), streamSid, stop: this.ids });
  }

  /** The line is gone, without a word. */
  close(): void {
    this.open = false;
    this.buffer.close();
    for (const timer of this.timers) timer.cancel();
    this.timers.clear();
    this.unread = [];
  }

  /** Everything the caller heard, sample by sample. */
  get heard(): HeardSound[] {
    return this.buffer.heard;
  }

  /** Everything the caller said, by when it was said; nothing of the silence in between. */
  get said(): HeardSound[] {
    return joined(this.spoken);
  }

  /** The caller hears something at this moment. */
  get sounding(): boolean {
    return this.buffer.sounding;
  }

  /** Sent by the service and not yet played. */
  get bufferedMs(): number {
    return this.buffer.bufferedMs;
  }

  private get ids(): { accountSid: string; callSid: string } {
    const {
      accountSid = 'AC00000000000000000000000000000000',
      callSid = 'CA00000000000000000000000000000000',
    } = this.options;
    return { accountSid, callSid };
  }

  private take(text: string): void {
    if (!this.open) return;
    if (this.reading) {
      this.deliver(text);
      return;
    }
    this.unread.push(text);
    this.unreadBytes += text.length;
  }

  private deliver(text: string): void {
    this.travel('there', () => this.receive(text));
  }

  private receive(text: string): void {
    let message: Outgoing;
    try {
      message = JSON.parse(text) as Outgoing;
    } catch {
      this.protocolErrors.push(`no JSON: ${text.slice(0, 40)}`);
      return;
    }
    const { event = '', media, mark } = message;
    const sound = Buffer.from(media?.payload ?? '', 'base64');
    this.received.push({ atMs: this.options.clock.now(), event, bytes: sound.length });
    if (event === 'media' && sound.length > 0) this.buffer.play(sound);
    else if (event === 'mark' && mark?.name) this.buffer.mark(mark.name);
    else if (event === 'clear') this.buffer.clear();
    else this.protocolErrors.push(`not understood: ${text.slice(0, 40)}`);
  }

  private echo(name: string): void {
    const { markDelayMs = () => 0 } = this.options;
    const delayMs = markDelayMs(this.markCount);
    this.markCount += 1;
    if (delayMs === null) return;
    const { streamSid } = this;
    this.after(delayMs, () =>
      this.send({ event: 'mark', sequenceNumber: this.next(), streamSid, mark: { name } }),
    );
  }

  private nextFrame(count: number): void {
    this.after(this.dueMs(count) - this.options.clock.now(), () => {
      let next = count;
      // A network does not wait for anybody: what a busy process owes it sends at once.
      do {
        this.sendDue(this.dueMs(next));
        next += 1;
      } while (this.dueMs(next) <= this.options.clock.now());
      this.nextFrame(next);
    });
  }

  private dueMs(count: number): number {
    return this.startedAtMs + count * FRAME_MS;
  }

  private sendDue(dueMs: number): void {
    const said = this.frames.shift();
    const frame = said ?? SILENT_FRAME;
    if (said) this.spoken.push({ atMs: dueMs - FRAME_MS, mulaw: said });
    if (dueMs > this.holeUntilMs) this.sendFrame(frame, dueMs - FRAME_MS - this.startedAtMs);
  }

  private sendFrame(frame: Uint8Array, timestampMs: number): void {
    this.chunk += 1;
    const media = {
      track: 'inbound',
      chunk: String(this.chunk),
      timestamp: String(Math.round(timestampMs)),
      payload: Buffer.from(frame).toString('base64'),
    };
    const { streamSid } = this;
    this.send({ event: 'media', sequenceNumber: this.next(), media, streamSid });
  }

  private next(): string {
    this.sequence += 1;
    return String(this.sequence);
  }

  private send(message: object): void {
    const text = JSON.stringify(message);
    this.travel('back', () => this.options.onMessage(text));
  }

  /** Messages of one direction never overtake each other. */
  private travel(way: 'there' | 'back', arrive: () => void): void {
    const { clock, oneWayMs = 0, jitterMs = 0 } = this.options;
    const nowMs = clock.now();
    const atMs = Math.max(this.arrivesAtMs[way], nowMs + oneWayMs + jitterMs * this.random());
    this.arrivesAtMs[way] = atMs;
    if (atMs <= nowMs && way === 'there') arrive();
    else this.after(atMs - nowMs, arrive);
  }

  private after(delayMs: number, act: () => void): void {
    const timer = this.options.clock.setTimer(delayMs, () => {
      this.timers.delete(timer);
      act();
    });
    this.timers.add(timer);
  }

  /** From 0 to 1, the same in every run (Park and Miller's generator). */
  private random(): number {
    this.seed = (this.seed * 48_271) % 2_147_483_647;
    return this.seed / 2_147_483_647;
  }
}
