import {
  type Clock,
  type LanguageModel,
  type LanguageModelEvent,
  type LanguageModelRequest,
  sleep,
  type SpeechToText,
  type SpeechToTextOptions,
  type SpeechToTextStream,
  type SpokenWord,
  type TextToSpeech,
  type TextToSpeechEvent,
  type TextToSpeechRequest,
} from '@sparline/voice';

export type RecogniserScript = {
  said: string;
  /** From the start of speech. */
  interimMs?: number;
  /** From the end of speech, as voice activity tells it. */
  finalMs: number;
};

/** Hears the same words in everything, with the same delay. */
export class FixedDelayRecogniser implements SpeechToText {
  readonly provider = 'simulated';
  readonly model = 'recogniser';
  readonly finalBudgetMs = 300;

  constructor(
    private readonly clock: Clock,
    readonly script: RecogniserScript,
  ) {}

  open({ onEvent }: SpeechToTextOptions): SpeechToTextStream {
    const { clock, script } = this;
    let open = true;
    const later = (delayMs: number, type: 'interim' | 'final'): void => {
      clock.setTimer(delayMs, () => {
        if (open) onEvent({ type, text: script.said });
      });
    };
    return {
      write: () => undefined,
      speechStarted: () => {
        if (script.interimMs !== undefined) later(script.interimMs, 'interim');
      },
      speechEnded: () => later(script.finalMs, 'final'),
      close: () => void (open = false),
    };
  }
}

/** Writes the same reply, all of it with its first token. */
export class FixedDelayModel implements LanguageModel {
  readonly provider = 'simulated';
  readonly model = 'model';

  constructor(
    private readonly clock: Clock,
    private readonly script: { reply: string; firstTokenMs: number },
  ) {}

  async *stream({ signal }: LanguageModelRequest): AsyncGenerator<LanguageModelEvent> {
    await sleep(this.clock, this.script.firstTokenMs, signal);
    if (signal.aborted) return;
    yield { type: 'text', text: this.script.reply };
    yield { type: 'usage', usage: [{ unit: 'output_token', quantity: 12 }] };
  }
}

/** No multiple of the 20 ms in which audio comes, or words would always be cut at the same places. */
const MS_PER_CHARACTER = 57;
const CHUNK_MS = 100;

/** Speaks 57 ms a letter in pieces of 100 ms, with word times, some times faster than it plays. */
export class FixedDelayVoice implements TextToSpeech {
  readonly provider = 'simulated';
  readonly model = 'voice';

  constructor(
    private readonly clock: Clock,
    readonly sampleRate: number,
    private readonly script: { firstAudioMs: number; timesRealTime: number },
  ) {}

  async *synthesize({ text, signal }: TextToSpeechRequest): AsyncGenerator<TextToSpeechEvent> {
    const { firstAudioMs, timesRealTime } = this.script;
    await sleep(this.clock, firstAudioMs, signal);
    yield { type: 'words', words: wordTimes(text) };
    const chunks = Math.ceil((text.length * MS_PER_CHARACTER) / CHUNK_MS);
    for (let at = 0; at < chunks && !signal.aborted; at += 1) {
      yield { type: 'audio', samples: new Int16Array((this.sampleRate * CHUNK_MS) / 1000) };
      await sleep(this.clock, CHUNK_MS / timesRealTime, signal);
    }
    yield { type: 'usage', usage: [{ unit: 'character', quantity: text.length }] };
  }
}

export const wordTimes = (text: string): SpokenWord[] =>
  [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
    text: word,
    startMs: index * MS_PER_CHARACTER,
    endMs: (index + word.length) * MS_PER_CHARACTER,
  }));
