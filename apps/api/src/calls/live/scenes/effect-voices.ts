import {
  holdMusic,
  PoorLine,
  type TextToSpeech,
  type TextToSpeechEvent,
  type TextToSpeechRequest,
} from '@sparline/voice';
import { beep } from '../../engines/beep';

const HOLD_MS = 7_500;
const HOLD_SAMPLE_RATE = 16_000;
const PAUSE_BEFORE_BEEP_MS = 250;

/** A voice as it sounds over a bad connection. */
export class PoorLineVoice implements TextToSpeech {
  readonly provider: string;
  readonly model: string;
  readonly sampleRate: number;
  private readonly line: PoorLine;

  constructor(
    private readonly voice: TextToSpeech,
    seed: number,
  ) {
    this.provider = voice.provider;
    this.model = voice.model;
    this.sampleRate = voice.sampleRate;
    this.line = new PoorLine(voice.sampleRate, seed);
  }

  async *synthesize(request: TextToSpeechRequest): AsyncIterable<TextToSpeechEvent> {
    for await (const event of this.voice.synthesize(request)) {
      if (event.type !== 'audio') yield event;
      else yield { type: 'audio', samples: this.line.process(event.samples) };
    }
  }
}

/** A voice with a beep after its last words. */
export class BeepingVoice implements TextToSpeech {
  readonly provider: string;
  readonly model: string;
  readonly sampleRate: number;

  constructor(
    private readonly voice: TextToSpeech,
    private readonly lastWords: string,
  ) {
    this.provider = voice.provider;
    this.model = voice.model;
    this.sampleRate = voice.sampleRate;
  }

  async *synthesize(request: TextToSpeechRequest): AsyncIterable<TextToSpeechEvent> {
    yield* this.voice.synthesize(request);
    if (request.signal.aborted || !this.lastWords.endsWith(request.text)) return;
    yield { type: 'audio', samples: beep(this.sampleRate, PAUSE_BEFORE_BEEP_MS) };
  }
}

/** Plays music, whatever it is asked to say. */
export class HoldVoice implements TextToSpeech {
  readonly provider = 'built-in';
  readonly model = 'hold-music';
  readonly sampleRate = HOLD_SAMPLE_RATE;

  async *synthesize(): AsyncIterable<TextToSpeechEvent> {
    yield { type: 'audio', samples: holdMusic(HOLD_SAMPLE_RATE, HOLD_MS) };
    yield { type: 'usage', usage: [] };
  }
}
