import type { ProviderError } from '../resilience/provider-error';
import type { UsageQuantity, UsageSource } from './usage';

export type TranscribedWord = { text: string; startMs: number; endMs: number };

export type TurnJudgement = {
  /** 0 to 1: the recogniser's own likelihood that the turn has ended. */
  endOfTurn?: number;
  /**
   * The recogniser itself has decided that the turn is over, which may be before voice activity has
   * noticed: no other final comes for what was said until then.
   */
  turnEnded?: true;
};

/** Times are milliseconds of audio since the stream was opened. */
export type SpeechToTextEvent =
  | { type: 'interim'; text: string }
  | ({
      type: 'final';
      text: string;
      words?: TranscribedWord[];
      confidence?: number;
    } & TurnJudgement)
  /** The turn may have ended with this text: `resumed` takes that back, a final confirms it. */
  | ({ type: 'eager'; text: string } & TurnJudgement)
  | { type: 'resumed' }
  | { type: 'usage'; usage: UsageQuantity[]; by?: UsageSource }
  | { type: 'error'; error: ProviderError };

export type SpeechToTextOptions = {
  sampleRate: number;
  language: string;
  /** Names and terms a recogniser should expect, most important first. */
  keyterms: readonly string[];
  onEvent: (event: SpeechToTextEvent) => void;
};

export interface SpeechToTextStream {
  /** Mono PCM16 at the rate the stream was opened with; the array may be reused after the call returns. */
  write(samples: Int16Array): void;
  /** Voice activity began; segmenting recognisers start to keep audio. */
  speechStarted(): void;
  /** Voice activity ended; segmenting recognisers transcribe what they kept, streaming ones finalise. */
  speechEnded(): void;
  /** Aborts what is under way. Nothing is emitted afterwards but usage. */
  close(): void;
  /** Who listens at the moment, where that may be another than the one who was asked: a fallback. */
  readonly recogniser?: SpeechToText;
}

export interface SpeechToText {
  readonly provider: string;
  readonly model: string;
  /** How late a final transcript may come after speech ended, p99, in milliseconds. */
  readonly finalBudgetMs: number;
  /**
   * What reaches the provider, and so what is paid for: all audio [`stream`], or only what voice
   * activity cut out.
   */
  readonly sends?: 'stream' | 'utterances';
  open(options: SpeechToTextOptions): SpeechToTextStream;
}
