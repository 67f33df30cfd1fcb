import { GREETER_QUESTION } from '@sparline/personas';
import type {
  SpokenWord,
  TextToSpeech,
  TextToSpeechEvent,
  TextToSpeechRequest,
} from '@sparline/voice';
import { beep } from './beep';

/** The greeter has some twenty lines; those with a name in them come and go. */
const MOST_LINES = 60;
const PAUSE_BEFORE_BEEP_MS = 120;

export type SaidLine = { samples: Int16Array; words: SpokenWord[] };

/**
 * The greeter's voice: lines it has said before cost nothing and come at once, and after the
 * question a beep says that it listens.
 */
export class HouseVoice implements TextToSpeech {
  readonly provider: string;
  readonly model: string;
  readonly sampleRate: number;
  private readonly beep: Int16Array;

  constructor(
    private readonly voice: TextToSpeech,
    private readonly lines: Map<string, SaidLine>,
  ) {
    this.provider = voice.provider;
    this.model = voice.model;
    this.sampleRate = voice.sampleRate;
    this.beep = beep(voice.sampleRate, PAUSE_BEFORE_BEEP_MS);
  }

  async *synthesize(request: TextToSpeechRequest): AsyncIterable<TextToSpeechEvent> {
    const known = this.lines.get(this.keyOf(request));
    yield* known ? this.again(known) : this.anew(request);
    if (asks(request.text) && !request.signal.aborted) yield { type: 'audio', samples: this.beep };
  }

  private *again({ samples, words }: SaidLine): Iterable<TextToSpeechEvent> {
    yield { type: 'audio', samples };
    if (words.length > 0) yield { type: 'words', words };
    yield { type: 'usage', usage: [] };
  }

  private async *anew(request: TextToSpeechRequest): AsyncIterable<TextToSpeechEvent> {
    const pieces: Int16Array[] = [];
    const words: SpokenWord[] = [];
    for await (const event of this.voice.synthesize(request)) {
      if (event.type === 'audio') pieces.push(event.samples.slice());
      else if (event.type === 'words') words.push(...event.words);
      yield event;
    }
    if (!request.signal.aborted && pieces.length > 0) {
      this.keep(this.keyOf(request), { samples: joined(pieces), words });
    }
  }

  private keep(key: string, line: SaidLine): void {
    const [oldest] = this.lines.keys();
    if (this.lines.size >= MOST_LINES && oldest !== undefined) this.lines.delete(oldest);
    this.lines.set(key, line);
  }

  private keyOf({ text, voice }: TextToSpeechRequest): string {
    return `${this.provider} ${this.model} ${voice}: ${text}`;
  }
}

/** The question's last words, however it was cut into clauses. */
const asks = (text: string): boolean =>
  text.endsWith('?') && (GREETER_QUESTION.endsWith(text) || text.endsWith(GREETER_QUESTION));

const joined = (pieces: readonly Int16Array[]): Int16Array => {
  const whole = new Int16Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
};
