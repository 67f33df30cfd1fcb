import { levelDbfs } from '@sparline/voice';

/** Louder than a quiet room on a telephone. */
const SPEECH_DBFS = -42;
/** Shorter is a click. */
const LEAST_SPEECH_MS = 80;
/** Kept before and after what is loud: words begin and end softly. */
const MARGIN_MS = 300;
/** Still speaking, when the last loud piece is no older. */
const GOES_ON_MS = 200;
const SAMPLES_PER_MS = 16;

type Piece = { samples: Int16Array; mulaw: Uint8Array; loud: boolean; ms: number };

/** Where what was held goes to. */
export type HeldSoundTaker = {
  audio(samples: Int16Array): void;
  mulaw(codes: Uint8Array): void;
  speech(active: boolean): void;
  speechDetectionLost(): void;
};

/** What somebody says before there is anybody to hear it: kept, without the silence around it. */
export class HeldSound {
  private pieces: Piece[] = [];
  private mulaw = new Uint8Array(0);

  /** Comes before the same sound as `audio`. Both arrays may be reused. */
  codes(mulaw: Uint8Array): void {
    this.mulaw = mulaw.slice();
  }

  audio(samples: Int16Array): void {
    const loud = levelDbfs(samples) > SPEECH_DBFS;
    const ms = samples.length / SAMPLES_PER_MS;
    this.pieces.push({ samples: samples.slice(), mulaw: this.mulaw, loud, ms });
  }

  /** Whether it holds words, as far as loudness tells. */
  get hasSpeech(): boolean {
    const loud = this.pieces.filter((piece) => piece.loud);
    return lengthMs(loud) >= LEAST_SPEECH_MS;
  }

  /**
   * Hands everything on at once, as speech that has been found: a detector would need the time it took
   * to say. Whoever still speaks is listened to from here on as ever.
   */
  release(taker: HeldSoundTaker): void {
    if (!this.hasSpeech) return;
    const first = this.pieces.findIndex(({ loud }) => loud);
    const last = this.pieces.findLastIndex(({ loud }) => loud);
    const goesOn = lengthMs(this.pieces.slice(last + 1)) < GOES_ON_MS;
    const spoken = this.pieces.slice(this.marginBefore(first), this.marginAfter(last) + 1);
    this.pieces = [];
    taker.speech(true);
    for (const { mulaw, samples } of spoken) {
      taker.mulaw(mulaw);
      taker.audio(samples);
    }
    if (!goesOn) taker.speech(false);
    taker.speechDetectionLost();
  }

  private marginBefore(index: number): number {
    let start = index;
    for (let ms = 0; start > 0 && ms < MARGIN_MS;) ms += this.pieces[--start]?.ms ?? 0;
    return start;
  }

  private marginAfter(index: number): number {
    let end = index;
    const { length } = this.pieces;
    for (let ms = 0; end < length - 1 && ms < MARGIN_MS;) ms += this.pieces[++end]?.ms ?? 0;
    return end;
  }
}

const lengthMs = (pieces: readonly Piece[]): number => pieces.reduce((sum, { ms }) => sum + ms, 0);
