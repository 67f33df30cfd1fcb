import type { UsageQuantity, UsageSource } from './usage';

export type SpokenWord = { text: string; startMs: number; endMs: number };

export type TextToSpeechRequest = {
  text: string;
  /** The persona's voice by its catalogue name (e.g. `ash`); each provider maps it to one of its own. */
  voice: string;
  /** How to say it, for providers that take instructions. */
  style?: string;
  /** Contexts of one turn may share prosody. */
  turnId: string;
  signal: AbortSignal;
};

/**
 * Word times are milliseconds since the start of this request's audio. `source` tells who speaks,
 * before the first audio, where that is another than the one who was asked: a fallback.
 */
export type TextToSpeechEvent =
  | { type: 'source'; by: UsageSource }
  | { type: 'audio'; samples: Int16Array }
  | { type: 'words'; words: SpokenWord[] }
  | { type: 'usage'; usage: UsageQuantity[]; by?: UsageSource };

export interface TextToSpeech {
  readonly provider: string;
  readonly model: string;
  /** Of the PCM16 mono samples it emits, in hertz. */
  readonly sampleRate: number;
  /** Throws ProviderError; an abort ends the iteration without throwing. */
  synthesize(request: TextToSpeechRequest): AsyncIterable<TextToSpeechEvent>;
  /** A call begins: what takes time before the first word can be done now. Never throws. */
  prepare?(voice?: string): void;
  /** Lets go of what it keeps open, for good. */
  close?(): Promise<void>;
}
