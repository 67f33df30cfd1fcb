import type { ProviderError } from '../resilience/provider-error';
import type { ChatMessage, ToolDefinition } from './language-model';
import type { UsageQuantity, UsageSource } from './usage';

/** PCM16 little-endian, mono, at 24 kHz; or µ-law at 8 kHz, a telephone's own. */
export type SpeechEncoding = 'pcm16' | 'mulaw';

/** What is heard of the trainee. */
export type SpeechToSpeechEvent =
  /** `sinceMs`: how long ago it really began or stopped, by the audio written since. */
  | { type: 'speech_started'; sinceMs: number }
  | { type: 'speech_ended'; sinceMs: number }
  /** The words so far of the utterance whose final text comes next. */
  | { type: 'interim'; text: string }
  /** One for every end of speech, in their order; empty when there are no words to know. */
  | { type: 'final'; text: string }
  | { type: 'usage'; usage: UsageQuantity[]; by: UsageSource; estimated?: boolean }
  /** `fatal`: nothing more comes. Otherwise it has recovered, or is about to. */
  | { type: 'error'; error: ProviderError; fatal: boolean };

/** A reply consists of items, each with audio and the text of it, neither of which waits for the other. */
export type SpokenReplyEvent =
  | { type: 'text'; itemId: string; text: string }
  /** The bytes may be kept. */
  | { type: 'audio'; itemId: string; audio: Uint8Array }
  | { type: 'item_ended'; itemId: string }
  | { type: 'tool_call'; callId: string; name: string; argumentsJson: string }
  | { type: 'usage'; usage: UsageQuantity[]; estimated?: boolean }
  /** Last of all: everything was told, or the reply was cut. */
  | { type: 'ended' }
  | { type: 'failed'; error: ProviderError };

export type SpokenReplyRequest = {
  /** Says just this in place of an answer, and calls no tool. */
  say?: string;
  /** Added to the system prompt for this reply alone. */
  hint?: string;
  onEvent: (event: SpokenReplyEvent) => void;
};

/** One reply of the model; until it is `finished` or `cut`, the conversation is not moved elsewhere. */
export interface SpokenReply {
  /**
   * Stops it, and lets the model remember only what was heard of it. Nothing comes afterwards but
   * usage and `ended`.
   * @param heardMs of each item's audio, in milliseconds; of those left out nothing was heard.
   */
  cut(heardMs: ReadonlyMap<string, number>): void;
  /** All of it was heard. */
  finished(): void;
}

export type SpeechToSpeechOptions = {
  encoding: SpeechEncoding;
  instructions: string;
  /** The persona's voice by its catalogue name; each provider maps it to one of its own. */
  voice: string;
  /** BCP 47 of the trainee's words. */
  language: string;
  tools: readonly ToolDefinition[];
  /** `hold`: a turn is what was said between `talk(true)` and `talk(false)`. */
  talk: 'open' | 'hold';
  /** What was said until now, as it was heard; asked for when a connection has to be made again. */
  history: () => readonly ChatMessage[];
  onEvent: (event: SpeechToSpeechEvent) => void;
};

/** A conversation with a model that hears and speaks by itself. Never throws. */
export interface SpeechToSpeechStream {
  /** The trainee's audio, 20 to 100 ms a call; the array may be reused after the call returns. */
  write(audio: Uint8Array): void;
  /** Only where turns are held. */
  talk(pressed: boolean): void;
  /** Words that were typed. */
  typed(text: string): void;
  toolOutput(callId: string, output: string): void;
  /** Waits for its turn while another reply is under way: only one ever is. */
  respond(request: SpokenReplyRequest): SpokenReply;
  /** Ends replies that are under way; nothing is emitted afterwards. */
  close(): void;
}

export interface SpeechToSpeech {
  readonly provider: string;
  readonly model: string;
  /** How late a transcript may come after speech ended, p99, in milliseconds. */
  readonly finalBudgetMs: number;
  /**
   * The same for one call, with its connection made: whoever does not `open` it must `discard` it.
   * @throws ProviderError when the model cannot be reached, or does not take the call.
   */
  dial(): Promise<SpeechToSpeech & { discard(): void }>;
  open(options: SpeechToSpeechOptions): SpeechToSpeechStream;
}
