import { decodeMulaw, MULAW_SAMPLE_RATE } from '../../../libs/voice/src/audio/mulaw';
import type { Clock } from '../../../libs/voice/src/clock/clock';
import { sleep } from '../../../libs/voice/src/clock/sleep';
import type { HeardSound } from '../../../libs/voice/src/testing/far-end-buffer';
import type { CallRecord, CallStatus } from './call-record';
import { callerVoice, type CallerVoice } from './caller-voice';
import type { LineEvent } from './line-event';
import { type Garbage, MediaStream, type StreamEnd, type StreamOptions } from './media-stream';

const POLL_MS = 10;
const SAMPLES_PER_MS = MULAW_SAMPLE_RATE / 1000;

/** The telephone at the caller's end: what its owner hears and does. */
export class SimulatedLine {
  readonly events: (LineEvent & { atMs: number })[] = [];
  private readonly past: HeardSound[] = [];
  private readonly over = new AbortController();
  private stream: MediaStream | undefined;

  constructor(
    readonly record: CallRecord,
    private readonly clock: Clock,
    private readonly voice: CallerVoice = callerVoice(),
    private readonly onEvent?: (event: LineEvent) => void,
  ) {}

  get callSid(): string {
    return this.record.sid;
  }

  get status(): CallStatus {
    return this.record.status;
  }

  /** Aborts when the call is over. */
  get signal(): AbortSignal {
    return this.over.signal;
  }

  get isStreaming(): boolean {
    return this.stream !== undefined;
  }

  /** The stream as Twilio sees it: messages received, protocol errors, what waits to be played. */
  get far() {
    return this.live.far;
  }

  /** Texts of `<Say>`, in order. */
  get said(): string[] {
    return this.events.flatMap((event) => (event.type === 'said' ? [event.text] : []));
  }

  /** Codes of Twilio's debugger. */
  get errors(): number[] {
    return this.events.flatMap((event) => (event.type === 'error' ? [event.code] : []));
  }

  /** Resolves when it has been said to its end, or the line is gone. */
  async speak(words: Int16Array | string): Promise<void> {
    const samples = typeof words === 'string' ? await this.voice(words) : words;
    const { far } = this.live;
    far.say(samples);
    await sleep(this.clock, far.sayingMs, this.signal);
  }

  press(digits: string): void {
    for (const digit of digits) this.live.far.press(digit);
  }

  hangUp(): void {
    this.finish(this.record.answeredAt ? 'completed' : 'no-answer');
  }

  /** The media stream breaks; the call itself goes on with the next instruction. */
  loseSocket(): void {
    this.live.lose();
  }

  /** Nothing of the caller's sound comes through for so long. */
  loseMedia(ms: number): void {
    this.live.far.loseMedia(ms);
  }

  stopReading(): void {
    this.live.stopReading();
  }

  readAgain(): void {
    this.live.readAgain();
  }

  sendGarbage(kind: Garbage): void {
    this.live.sendGarbage(kind);
  }

  /** The other side is audible at this moment. */
  get sounding(): boolean {
    return this.stream?.far.sounding ?? false;
  }

  /** What came out of the receiver, piece by piece. */
  get sounds(): HeardSound[] {
    return [...this.past, ...(this.stream?.far.heard ?? [])];
  }

  /** Everything heard, at 8 kHz, with the silences in between. */
  heard(): Int16Array {
    const { sounds } = this;
    const [first] = sounds;
    const last = sounds.at(-1);
    if (!first || !last) return new Int16Array(0);
    const at = (ms: number): number => Math.round((ms - first.atMs) * SAMPLES_PER_MS);
    const samples = new Int16Array(at(last.atMs) + last.mulaw.length);
    for (const { atMs, mulaw } of sounds) {
      decodeMulaw(mulaw, samples.subarray(at(atMs), at(atMs) + mulaw.length));
    }
    return samples;
  }

  get heardMs(): number {
    return this.sounds.reduce((sum, { mulaw }) => sum + mulaw.length / SAMPLES_PER_MS, 0);
  }

  /** Waits for something to be true; rejects when it is not in time. */
  async until(isTrue: () => boolean, patienceMs = 10_000): Promise<void> {
    const deadlineMs = this.clock.now() + patienceMs;
    while (!isTrue()) {
      if (this.clock.now() >= deadlineMs) {
        throw new Error(`Not within ${patienceMs} ms; the line saw ${JSON.stringify(this.events)}`);
      }
      await sleep(this.clock, POLL_MS);
    }
  }

  /** The call is over, all streams closed. */
  async ended(patienceMs?: number): Promise<CallStatus> {
    await this.until(() => this.record.isOver && !this.stream, patienceMs);
    return this.status;
  }

  /** For the network: opens the stream of a TwiML and resolves when it is over. */
  async connect(
    options: StreamOptions,
    onStarted?: (streamSid: string) => void,
  ): Promise<StreamEnd | { refused: number | undefined }> {
    const stream = await MediaStream.open(options);
    if ('refused' in stream) return stream;
    this.stream = stream;
    const { streamSid } = stream.far;
    this.note({ type: 'stream.started', streamSid });
    onStarted?.(streamSid);
    const stop = (): void => stream.stop();
    this.signal.addEventListener('abort', stop, { once: true });
    if (this.signal.aborted) stop();
    const end = await stream.ended;
    this.signal.removeEventListener('abort', stop);
    this.past.push(...stream.far.heard);
    this.stream = undefined;
    this.note({ type: 'stream.ended', streamSid, ...end });
    return end;
  }

  /** For the network: the stream ends because the call goes on elsewhere. */
  endStream(): void {
    this.stream?.stop();
  }

  /** For the network: the call is over, for this reason. */
  finish(status: CallStatus): void {
    if (this.record.isOver) return;
    this.record.end(status);
    this.note({ type: 'ended', status });
    this.over.abort();
  }

  /** For the network. */
  note(event: LineEvent): void {
    this.events.push({ ...event, atMs: this.clock.now() });
    this.onEvent?.(event);
  }

  private get live(): MediaStream {
    if (!this.stream) throw new Error(`Nobody is connected; the call is ${this.status}.`);
    return this.stream;
  }
}
