export type ScriptedWord = { text: string; startMs: number; endMs: number };

export type Listening =
  { type: 'started' | 'went_on' | 'paused' | 'ended'; words: ScriptedWord[] } | { type: 'quiet' };

const FRAME_MS = 20;
const WORD_MS = 250;
/** Louder than the rounding noise of a silent line. */
const AUDIBLE = 500;
const REPORT_EVERY_MS = 240;

/**
 * Hears when somebody speaks, and pretends that they say the next text of a script: a word more with
 * every quarter of a second, all of it when they stop.
 */
export class ScriptedListener {
  private rest = new Int16Array(0);
  private heardMs = 0;
  private reportedMs = 0;
  private startMs = 0;
  private voicedMs = 0;
  private silentMs = 0;
  private paused = false;
  private saying: string[] | undefined;

  constructor(
    private readonly options: {
      sampleRate: number;
      /** Silence that ends an utterance, and the shorter one that may. */
      endMs: number;
      pauseMs?: number;
      next: () => string;
    },
  ) {}

  /** Audio so far. */
  get audioMs(): number {
    return this.heardMs;
  }

  hear(samples: Int16Array): Listening[] {
    const frame = (this.options.sampleRate * FRAME_MS) / 1000;
    const all = new Int16Array(this.rest.length + samples.length);
    all.set(this.rest);
    all.set(samples, this.rest.length);
    const heard: Listening[] = [];
    let at = 0;
    for (; at + frame <= all.length; at += frame) {
      heard.push(...this.frame(all.subarray(at, at + frame)));
    }
    this.rest = all.slice(at);
    return heard;
  }

  /** The utterance ends here; `undefined` when there is none. */
  finish(): ScriptedWord[] | undefined {
    const words = this.saying && this.words(this.saying.length);
    this.saying = undefined;
    return words;
  }

  private frame(samples: Int16Array): Listening[] {
    const voiced = samples.some((sample) => Math.abs(sample) > AUDIBLE);
    this.heardMs += FRAME_MS;
    if (!this.saying) return voiced ? [this.start()] : this.report({ type: 'quiet' });
    this.silentMs = voiced ? 0 : this.silentMs + FRAME_MS;
    if (voiced) this.voicedMs += FRAME_MS;
    if (this.silentMs >= this.options.endMs) {
      return [{ type: 'ended', words: this.finish() ?? [] }];
    }
    const { pauseMs } = this.options;
    if (pauseMs !== undefined && !this.paused && this.silentMs >= pauseMs) {
      this.paused = true;
      return [{ type: 'paused', words: this.words(this.saying.length) }];
    }
    if (voiced && this.paused) {
      this.paused = false;
      return [{ type: 'went_on', words: this.words(this.spoken) }];
    }
    if (this.paused) return [];
    return this.report({ type: 'went_on', words: this.words(this.spoken) });
  }

  private start(): Listening {
    this.saying = this.options.next().split(' ');
    this.startMs = this.heardMs - FRAME_MS;
    this.voicedMs = FRAME_MS;
    this.silentMs = 0;
    this.paused = false;
    this.reportedMs = this.heardMs;
    return { type: 'started', words: this.words(1) };
  }

  private get spoken(): number {
    return 1 + Math.floor(this.voicedMs / WORD_MS);
  }

  private report(listening: Listening): Listening[] {
    if (this.heardMs - this.reportedMs < REPORT_EVERY_MS) return [];
    this.reportedMs = this.heardMs;
    return [listening];
  }

  private words(count: number): ScriptedWord[] {
    const all = this.saying ?? [];
    const eachMs = Math.min(WORD_MS, Math.max(FRAME_MS, this.voicedMs) / Math.max(1, all.length));
    return all.slice(0, count).map((text, index) => ({
      text,
      startMs: this.startMs + index * eachMs,
      endMs: this.startMs + (index + 1) * eachMs,
    }));
  }
}

export const textOf = (words: readonly ScriptedWord[]): string =>
  words.map(({ text }) => text).join(' ');
