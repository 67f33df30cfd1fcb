import { AudioTail } from './audio-tail';
import { PADDING_MS, SILENCE_MS } from './realtime-session';

const KEPT_MS = 4_000;
/** One message of what has to be caught up with. */
const CHUNK_MS = 100;
/** Longer than this nobody speaks before it is noticed; the server's clock is not ours. */
const MOST_SINCE_MS = 3_000;

type Append = (audio: Uint8Array) => void;

/** The trainee's audio on its way to the server, of which a new session hears again what it must. */
export class OutgoingSpeech {
  private readonly tail: AudioTail;
  /** The next byte to send, and the first one this session was sent. */
  private cursor = 0;
  private base = 0;
  private speechFrom: number | null = null;

  constructor(private readonly bytesPerMs: number) {
    this.tail = new AudioTail(KEPT_MS * bytesPerMs);
  }

  get isSpeech(): boolean {
    return this.speechFrom !== null;
  }

  /** `append` is null while nobody listens. */
  write(audio: Uint8Array, append: Append | null): void {
    const isUpToDate = this.cursor === this.tail.end;
    this.tail.write(audio);
    if (!append) return;
    if (!isUpToDate) return this.drain(append);
    this.cursor = this.tail.end;
    append(audio);
  }

  /** Said by whoever holds the key, not by the server. */
  pressed(active: boolean): void {
    this.speechFrom = active ? this.tail.end : null;
  }

  /** Milliseconds since `pressed`. */
  get heldMs(): number {
    return this.speechFrom === null ? 0 : (this.tail.end - this.speechFrom) / this.bytesPerMs;
  }

  /** By the server's clock, padding included; answers how many milliseconds ago that was. */
  speechStarted(atMs: number): number {
    const paddedFrom = this.position(atMs);
    this.speechFrom ??= paddedFrom;
    return this.since(paddedFrom + PADDING_MS * this.bytesPerMs);
  }

  /** Likewise; the silence that told the server so is a part of it. */
  speechEnded(atMs: number): number {
    this.speechFrom = null;
    return this.since(this.position(atMs - SILENCE_MS));
  }

  /** A new session: it hears an utterance that was under way again from its beginning. */
  connected(append: Append): void {
    const from = Math.min(this.cursor, this.speechFrom ?? this.cursor);
    this.cursor = Math.max(from, this.tail.start);
    this.base = this.cursor;
    this.speechFrom = this.speechFrom === null ? null : this.base;
    this.drain(append);
  }

  private drain(append: Append): void {
    this.cursor = Math.max(this.cursor, this.tail.start);
    while (this.cursor < this.tail.end) {
      const piece = this.tail.view(this.cursor, CHUNK_MS * this.bytesPerMs);
      this.cursor += piece.length;
      append(piece);
    }
  }

  private position(atMs: number): number {
    return this.base + Math.round(atMs) * this.bytesPerMs;
  }

  private since(position: number): number {
    const ms = (this.cursor - position) / this.bytesPerMs;
    return Math.round(Math.max(0, Math.min(ms, MOST_SINCE_MS)));
  }
}
