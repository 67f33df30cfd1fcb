import { setTimeout as wait } from 'node:timers/promises';
import type { ChatMessage } from '../../../../libs/voice/src/ports/language-model';
import type {
  SpeechEncoding,
  SpeechToSpeech,
  SpeechToSpeechEvent,
  SpeechToSpeechOptions,
  SpeechToSpeechStream,
  SpokenReply,
  SpokenReplyEvent,
  SpokenReplyRequest,
} from '../../../../libs/voice/src/ports/speech-to-speech';

const FRAME_MS = 20;
const FRAME_BYTES = { pcm16: 960, mulaw: 160 };
const SILENCE = { pcm16: 0, mulaw: 0xff };

/** A reply and everything that came of it. */
export class ReplyProbe {
  readonly events: SpokenReplyEvent[] = [];
  readonly handle: SpokenReply;

  constructor(stream: SpeechToSpeechStream, request: Omit<SpokenReplyRequest, 'onEvent'>) {
    this.handle = stream.respond({ ...request, onEvent: (event) => this.events.push(event) });
  }

  get text(): string {
    return this.events.map((event) => (event.type === 'text' ? event.text : '')).join('');
  }

  get audioBytes(): number {
    const bytes = this.events.map((event) => (event.type === 'audio' ? event.audio.length : 0));
    return bytes.reduce((sum, each) => sum + each, 0);
  }

  get itemId(): string {
    const item = this.events.find((event) => event.type === 'audio');
    return item?.type === 'audio' ? item.itemId : '';
  }

  get isOver(): boolean {
    return this.events.some(({ type }) => type === 'ended' || type === 'failed');
  }

  get failure(): string | undefined {
    const failed = this.events.find((event) => event.type === 'failed');
    return failed?.type === 'failed' ? failed.error.kind : undefined;
  }
}

/** A call's side of a speech-to-speech stream: speaks tones and silence, and keeps what came of it. */
export class RealtimeProbe {
  readonly events: SpeechToSpeechEvent[] = [];
  readonly stream: SpeechToSpeechStream;
  history: ChatMessage[] = [];
  private readonly encoding: SpeechEncoding;

  constructor(model: Pick<SpeechToSpeech, 'open'>, call: Partial<SpeechToSpeechOptions> = {}) {
    this.encoding = call.encoding ?? 'pcm16';
    this.stream = model.open({
      encoding: 'pcm16',
      instructions: 'You are Sarah.',
      voice: 'nova',
      language: 'en-GB',
      tools: [],
      talk: 'open',
      history: () => this.history,
      onEvent: (event) => this.events.push(event),
      ...call,
    });
  }

  respond(request: Omit<SpokenReplyRequest, 'onEvent'> = {}): ReplyProbe {
    return new ReplyProbe(this.stream, request);
  }

  hear(kind: 'voice' | 'silence', ms: number): void {
    const frame = new Uint8Array(FRAME_BYTES[this.encoding]).fill(SILENCE[this.encoding]);
    // Loud in either encoding.
    if (kind === 'voice') frame.forEach((_, at) => (frame[at] = at % 4 < 2 ? 0x20 : 0xa0));
    for (let at = 0; at < ms; at += FRAME_MS) this.stream.write(frame);
  }

  utterance(): void {
    this.hear('voice', 600);
    this.hear('silence', 400);
  }

  of<T extends SpeechToSpeechEvent['type']>(type: T): Extract<SpeechToSpeechEvent, { type: T }>[] {
    return this.events.filter(
      (event): event is Extract<SpeechToSpeechEvent, { type: T }> => event.type === type,
    );
  }

  get finals(): string[] {
    return this.of('final').map(({ text }) => text);
  }

  /** @throws Error when the condition does not come true in time. */
  async until(condition: () => boolean, limitMs = 4_000): Promise<void> {
    const lastMs = performance.now() + limitMs;
    while (!condition()) {
      if (performance.now() > lastMs) {
        const types = this.events.map(({ type }) => type).join(' ');
        throw new Error(`Not within ${limitMs} ms; there were: ${types || 'no events'}.`);
      }
      await wait(5);
    }
  }
}
