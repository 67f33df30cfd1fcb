import type { Clock } from '../clock/clock';
import { encodeMulaw } from '../audio/mulaw';
import { sleep } from '../clock/sleep';
import type {
  SpeechToSpeech,
  SpeechToSpeechEvent,
  SpeechToSpeechOptions,
  SpeechToSpeechStream,
  SpokenReply,
  SpokenReplyRequest,
} from '../ports/speech-to-speech';
import type { ProviderError } from '../resilience/provider-error';

export type ScriptedSpeech = {
  text?: string;
  tools?: readonly { name: string; argumentsJson?: string }[];
  error?: ProviderError;
  /** Nothing more ever comes, after the audio. */
  hangs?: boolean;
};

export type ScriptedSpeechScript = {
  replies?: readonly (string | ScriptedSpeech)[];
  firstAudioMs?: number;
  msPerCharacter?: number;
  /** How much faster than real time it is made. */
  speed?: number;
  finalBudgetMs?: number;
  /** The n-th sample of all that it says, counted from 1; without it, silence. */
  sampleAt?: (n: number) => number;
};

const PIECE_MS = 100;
const BYTES_PER_MS = { pcm16: 48, mulaw: 8 };

/** One reply that was asked for, and what was let out of it. */
export type AskedReply = {
  say?: string;
  hint?: string;
  itemId: string;
  /** Null until it was cut; then what of its item was heard, in milliseconds. */
  cutAtMs: number | null;
  isFinished: boolean;
};

/** A model that hears and speaks by script: every character takes the same time to say. */
export class ScriptedSpeechToSpeech implements SpeechToSpeech {
  readonly provider = 'scripted';
  readonly model = 'speaker';
  readonly finalBudgetMs: number;
  readonly asked: AskedReply[] = [];
  readonly typed: string[] = [];
  readonly toolOutputs: string[] = [];
  bytesHeard = 0;
  options: SpeechToSpeechOptions | null = null;
  private count = 0;
  private samplesMade = 0;

  constructor(
    private readonly clock: Clock,
    private readonly script: ScriptedSpeechScript = {},
  ) {
    this.finalBudgetMs = script.finalBudgetMs ?? 600;
  }

  dial(): Promise<SpeechToSpeech & { discard(): void }> {
    const open = (options: SpeechToSpeechOptions): SpeechToSpeechStream => this.open(options);
    return Promise.resolve(Object.assign(Object.create(this), { open, discard: () => undefined }));
  }

  open(options: SpeechToSpeechOptions): SpeechToSpeechStream {
    this.options = options;
    return {
      write: (audio) => void (this.bytesHeard += audio.length),
      talk: () => undefined,
      typed: (text) => void this.typed.push(text),
      toolOutput: (_callId, output) => void this.toolOutputs.push(output),
      respond: (request) => this.respond(request),
      close: () => void (this.options = null),
    };
  }

  emit(event: SpeechToSpeechEvent): void {
    this.options?.onEvent(event);
  }

  lengthMs(text: string): number {
    return text.length * (this.script.msPerCharacter ?? 50);
  }

  private respond(request: SpokenReplyRequest): SpokenReply {
    const { say, hint } = request;
    const itemId = `item${this.asked.length + 1}`;
    const asked: AskedReply = { say, hint, itemId, cutAtMs: null, isFinished: false };
    this.asked.push(asked);
    const stop = new AbortController();
    void this.run(request, asked, stop.signal);
    return {
      cut: (heardMs) => {
        asked.cutAtMs ??= heardMs.get(itemId) ?? 0;
        stop.abort();
      },
      finished: () => void (asked.isFinished = true),
    };
  }

  private audio(bytes: number): Uint8Array {
    const { sampleAt = () => 0 } = this.script;
    const isMulaw = this.options?.encoding === 'mulaw';
    const samples = new Int16Array(isMulaw ? bytes : bytes / 2);
    for (let at = 0; at < samples.length; at += 1) samples[at] = sampleAt((this.samplesMade += 1));
    if (!isMulaw) return new Uint8Array(samples.buffer);
    const codes = new Uint8Array(bytes);
    encodeMulaw(samples, codes);
    return codes;
  }

  private next(say: string | undefined): ScriptedSpeech {
    if (say !== undefined) return { text: say };
    const { replies = ['I see.'] } = this.script;
    const given = replies[Math.min(this.count, replies.length - 1)] ?? '';
    this.count += 1;
    return typeof given === 'string' ? { text: given } : given;
  }

  private async run(
    { say, onEvent }: SpokenReplyRequest,
    { itemId }: AskedReply,
    signal: AbortSignal,
  ): Promise<void> {
    const { firstAudioMs = 300, speed = 10 } = this.script;
    const { text = '', tools = [], error, hangs } = this.next(say);
    await sleep(this.clock, firstAudioMs, signal);
    const bytesPerMs = BYTES_PER_MS[this.options?.encoding ?? 'pcm16'];
    const pieces = Math.ceil(this.lengthMs(text) / PIECE_MS);
    for (let at = 0; at < pieces && !signal.aborted; at += 1) {
      const [from, to] = [at, at + 1].map((n) => Math.ceil((text.length * n) / pieces));
      onEvent({ type: 'text', itemId, text: text.slice(from, to) });
      onEvent({ type: 'audio', itemId, audio: this.audio(PIECE_MS * bytesPerMs) });
      await sleep(this.clock, PIECE_MS / speed, signal);
    }
    if (hangs && !signal.aborted) return;
    if (error && !signal.aborted) return onEvent({ type: 'failed', error });
    if (!signal.aborted) {
      if (text !== '') onEvent({ type: 'item_ended', itemId });
      for (const { name, argumentsJson = '{}' } of tools) {
        onEvent({ type: 'tool_call', callId: `call_${name}`, name, argumentsJson });
      }
    }
    onEvent({ type: 'usage', usage: [{ unit: 'audio_output_token', quantity: pieces * 2 }] });
    onEvent({ type: 'ended' });
  }
}
