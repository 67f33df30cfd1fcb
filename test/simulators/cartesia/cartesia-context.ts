import type { SpokenWord } from '../../../libs/voice/src/ports/text-to-speech';
import { inChunks, type SpeechChunk, type SpokenText } from '../voices/spoken-text';
import type { VoiceKnobs } from '../voices/voice-knobs';

export type CartesiaRequest = Record<string, unknown> & {
  context_id: string;
  transcript: string;
  continue?: boolean;
  flush?: boolean;
  add_timestamps?: boolean | null;
  max_buffer_delay_ms?: number | null;
};

export type ContextLink = {
  knobs: () => VoiceKnobs;
  speak: (text: string) => Promise<SpokenText>;
  send: (message: object | string | Buffer) => void;
  /** Breaks the connection. */
  drop: () => void;
  /** Its last message is out, or nobody is left to hear it. */
  onOver: () => void;
};

/** What may differ between the requests of one context. */
const VARIABLE = new Set(['transcript', 'continue', 'duration', 'flush']);
const USUAL_BUFFER_DELAY_MS = 3_000;

const fixedFields = (request: CartesiaRequest): string =>
  JSON.stringify(
    Object.entries(request)
      .filter(([name]) => !VARIABLE.has(name))
      .sort(([left], [right]) => left.localeCompare(right)),
  );

/** One context: what is to be said, what is being said, and what becomes of it after a cancel. */
export class CartesiaContext {
  private readonly fields: string;
  private readonly contextId: string;
  private readonly hasTimestamps: boolean;
  private waiting: string[] = [];
  private buffered = '';
  private bufferTimer: NodeJS.Timeout | undefined;
  private expiry: NodeJS.Timeout | undefined;
  private inputEnded = false;
  private speaking = false;
  private cancelled = false;
  private stalled = false;
  private sentChunks = 0;
  private sentMs = 0;
  /** The last chunk, when it comes after the end. */
  private late: Buffer | undefined;
  private flushId = 1;
  private isOver = false;

  constructor(
    first: CartesiaRequest,
    private readonly link: ContextLink,
  ) {
    this.fields = fixedFields(first);
    this.contextId = first.context_id;
    this.hasTimestamps = first.add_timestamps === true;
  }

  matches(request: CartesiaRequest): boolean {
    return fixedFields(request) === this.fields;
  }

  push(request: CartesiaRequest): void {
    clearTimeout(this.expiry);
    this.buffered += request.transcript;
    this.inputEnded = request.continue !== true;
    const delayMs = request.max_buffer_delay_ms ?? USUAL_BUFFER_DELAY_MS;
    clearTimeout(this.bufferTimer);
    if (this.inputEnded || request.flush === true || delayMs === 0) this.release();
    else this.bufferTimer = setTimeout(() => this.release(), delayMs);
    if (request.flush === true && !this.speaking) this.sendFlushDone();
  }

  /** What has begun goes on for a while, as it does at the vendor. */
  cancel(): void {
    this.cancelled = true;
    this.waiting = [];
    if (!this.speaking) this.finish();
  }

  /** The connection is gone. */
  abandon(): void {
    this.cancelled = true;
    this.stop();
  }

  private release(): void {
    if (this.buffered !== '') this.waiting.push(this.buffered);
    this.buffered = '';
    if (!this.speaking) void this.run();
  }

  private async run(): Promise<void> {
    this.speaking = true;
    for (let text = this.waiting.shift(); text !== undefined; text = this.waiting.shift()) {
      await this.say(text);
    }
    this.speaking = false;
    if (this.stalled || this.isOver) return;
    if (this.inputEnded || this.cancelled) this.finish();
    else this.expiry = setTimeout(() => this.stop(), this.link.knobs().expireMs ?? 1000);
  }

  private async say(text: string): Promise<void> {
    const knobs = this.link.knobs();
    const startMs = this.sentMs;
    let left = knobs.chunksAfterCancel ?? 2;
    if (knobs.stall === 'before') this.stalled = true;
    const speech = await this.link.speak(text);
    if (knobs.order === 'words_first') this.sendWords(speech.words, startMs);
    let held: SpeechChunk | undefined;
    for await (const chunk of inChunks(speech, knobs)) {
      if (this.stalled || this.isOver) return;
      if (this.cancelled && left-- <= 0) return;
      const due = knobs.order === 'done_early' ? held : chunk;
      held = chunk;
      if (due) this.sendChunk(due, startMs);
      if (knobs.stall === 'after_first') this.stalled = true;
      if (knobs.closeAfterChunks === this.sentChunks) return this.link.drop();
    }
    if (knobs.order === 'words_last') this.sendWords(speech.words, startMs);
    if (knobs.order === 'done_early') this.late = held?.audio;
  }

  private sendChunk(chunk: SpeechChunk, startMs: number): void {
    const { omit = [], garbage, order } = this.link.knobs();
    this.sentChunks += 1;
    this.sentMs = startMs + chunk.toMs;
    if (garbage === 'text') return this.link.send('<html>502 Bad Gateway</html>');
    if (garbage === 'binary') return this.link.send(chunk.audio);
    if (!omit.includes('audio')) {
      this.sendAudio(garbage === 'shape' ? 7 : chunk.audio.toString('base64'));
    }
    if (order === undefined) this.sendWords(chunk.words, startMs);
  }

  private sendAudio(data: string | number): void {
    const base = { context_id: this.contextId, done: false, status_code: 206 };
    this.link.send({ type: 'chunk', ...base, data, step_time: 1, flush_id: this.flushId });
  }

  private sendWords(words: readonly SpokenWord[], startMs: number): void {
    const isAsked = this.hasTimestamps && !this.link.knobs().omit?.includes('words');
    if (!isAsked || words.length === 0) return;
    const base = { context_id: this.contextId, done: false, status_code: 206 };
    const word_timestamps = timestampsOf(words, startMs);
    this.link.send({ type: 'timestamps', ...base, flush_id: this.flushId, word_timestamps });
  }

  private sendFlushDone(): void {
    const base = { context_id: this.contextId, done: false, status_code: 206 };
    const flush_id = this.flushId++;
    this.link.send({ type: 'flush_done', ...base, flush_done: true, flush_id });
  }

  private finish(): void {
    const isSilent = this.link.knobs().omit?.includes('done');
    const done = { type: 'done', context_id: this.contextId, done: true, status_code: 206 };
    if (!isSilent && !this.isOver) this.link.send(done);
    if (this.late) this.sendAudio(this.late.toString('base64'));
    this.stop();
  }

  private stop(): void {
    clearTimeout(this.bufferTimer);
    clearTimeout(this.expiry);
    if (this.isOver) return;
    this.isOver = true;
    this.link.onOver();
  }
}

function timestampsOf(words: readonly SpokenWord[], startMs: number) {
  return {
    words: words.map(({ text }) => text),
    start: words.map((word) => (startMs + word.startMs) / 1000),
    end: words.map((word) => (startMs + word.endMs) / 1000),
  };
}
