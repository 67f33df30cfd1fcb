import type { Resampler } from '../../audio/resampler';
import type { ChatMessage } from '../../ports/language-model';
import type {
  SpeechEncoding,
  SpeechToSpeechStream,
  SpokenReply,
  SpokenReplyEvent,
  SpokenReplyRequest,
} from '../../ports/speech-to-speech';
import type { UsageSource } from '../../ports/usage';
import type { PersonaTurn } from '../persona-turn';
import type { Reply, ReplyContext } from '../reply';
import { UsageMeter } from '../reply-usage';
import { runTool } from '../run-tool';
import { ItemSpeech } from './item-speech';

/** Of a speech-to-speech model's PCM, in hertz. */
export const REALTIME_RATE = 24_000;
const MAX_TOOL_ROUNDS = 3;

export type RealtimeMouth = {
  stream: () => SpeechToSpeechStream;
  by: UsageSource;
  encoding: SpeechEncoding;
  /** Of what it says, in hertz. */
  sampleRate: number;
};

type Wish = Pick<SpokenReplyRequest, 'say' | 'hint'>;
type ToolCall = Extract<SpokenReplyEvent, { type: 'tool_call' }>;

/** One reply of a model that speaks by itself; its segments are the items it consists of. */
export class RealtimeReply implements Reply {
  private readonly items = new Map<string, ItemSpeech>();
  private readonly spoken: SpokenReply[] = [];
  private calls: ToolCall[] = [];
  private resampler: Resampler | null = null;
  private readonly abort = new AbortController();
  private stopped = false;
  private failed = false;

  constructor(
    private readonly context: ReplyContext & { mouth: RealtimeMouth },
    readonly turn: PersonaTurn,
  ) {}

  /** The model knows the conversation; only what was added for this reply is told. Never rejects. */
  async answer(messages: readonly ChatMessage[]): Promise<void> {
    const last = messages.at(-1);
    const isHint = messages.length > 1 && last?.role === 'system';
    await this.speak(isHint ? { hint: last.content } : {});
  }

  /** Never rejects. */
  async say(text: string): Promise<void> {
    await this.speak(text === '' ? null : { say: text });
  }

  /** Nothing is begun early: every response is a part of the conversation. */
  release(): void {
    return;
  }

  stop(): void {
    this.stopped = true;
    this.abort.abort();
    const heardMs = new Map<string, number>();
    for (const [itemId, { place }] of this.items) {
      const segment = this.turn.segments.find(({ id }) => id === place.segmentId);
      heardMs.set(itemId, segment?.playedMs ?? 0);
    }
    for (const reply of this.spoken) reply.cut(heardMs);
  }

  private async speak(wish: Wish | null): Promise<void> {
    const { gate, log, resampler } = this.context;
    this.resampler = await resampler();
    for (let next = wish, round = 0; next && round < MAX_TOOL_ROUNDS; round += 1) {
      await this.respond(next);
      next = (await this.callTools()) ? {} : null;
    }
    if (!this.stopped && !this.failed) {
      const { turnId, generatedText: text } = this.turn;
      log.add({ type: 'reply.generated', turnId, text });
    }
    await gate.whenAtMost(this.turn.epoch, 0);
    if (this.stopped) return;
    for (const reply of this.spoken) reply.finished();
    this.context.onDone(this, this.failed ? 'failed' : 'finished');
  }

  /** Resolves when nothing more comes of the response, its usage included. */
  private respond(wish: Wish): Promise<void> {
    if (this.stopped) return Promise.resolve();
    const { by, stream } = this.context.mouth;
    const { turnId } = this.turn;
    // What it reads only the server knows.
    const asked = { by, purpose: 'reply' as const, turnId, quantities: [] };
    const meter = new UsageMeter(this.context.log, asked);
    return new Promise((resolve) => {
      const onEvent = (event: SpokenReplyEvent): void => {
        if (event.type === 'usage') return meter.reported(event);
        this.heard(event);
        if (event.type !== 'ended' && event.type !== 'failed') return;
        meter.over([], false);
        resolve();
      };
      this.spoken.push(stream().respond({ ...wish, onEvent }));
    });
  }

  private heard(event: Exclude<SpokenReplyEvent, { type: 'usage' }>): void {
    switch (event.type) {
      case 'text':
        return this.wrote(event);
      case 'audio':
        return this.sounded(event);
      case 'item_ended':
        this.items.get(event.itemId)?.end(true);
        return;
      case 'tool_call':
        this.calls.push(event);
        return;
      case 'failed':
        this.failed = !this.stopped;
        if (this.failed) {
          this.context.log.failure('llm', this.context.mouth.by.provider, event.error);
        }
        return this.endItems(false);
      case 'ended':
        return this.endItems(true);
    }
  }

  private wrote({ itemId, text }: Extract<SpokenReplyEvent, { type: 'text' }>): void {
    const item = this.item(itemId);
    if (!item) return;
    const { epoch, segmentId } = item.place;
    this.turn.generatedText += text;
    this.context.gate.extend(epoch, segmentId, text);
  }

  private sounded({ itemId, audio }: Extract<SpokenReplyEvent, { type: 'audio' }>): void {
    const item = this.item(itemId);
    if (!item) return;
    if (!item.isHeardOf) {
      item.isHeardOf = true;
      const { segmentId } = item.place;
      this.context.log.add({ type: 'segment.first_audio', segmentId, source: this.source });
    }
    item.write(audio);
  }

  /** Undefined when the reply's time is over. */
  private item(itemId: string): ItemSpeech | undefined {
    const known = this.items.get(itemId);
    if (known) return known;
    const { gate, log, mouth } = this.context;
    const { epoch, turnId } = this.turn;
    if (this.items.size === 0) log.add({ type: 'reply.first_token', turnId, source: this.source });
    else this.turn.generatedText += ' ';
    const segmentId = gate.begin(epoch, '');
    if (segmentId === null) return undefined;
    const item = new ItemSpeech({ gate, epoch, segmentId }, mouth.encoding, this.resampler);
    this.items.set(itemId, item);
    return item;
  }

  private endItems(complete: boolean): void {
    for (const item of this.items.values()) item.end(complete);
  }

  /** True when there is an answer of a tool for the model to go on with. */
  private async callTools(): Promise<boolean> {
    const calls = this.calls.splice(0);
    let goesOn = false;
    for (const call of calls) {
      if (this.stopped || this.failed) return false;
      const { endCall, output } = await runTool(this.context, call, this.abort.signal);
      if (this.stopped) return false;
      if (endCall) this.context.onHangUp(this.turn, endCall);
      this.context.mouth.stream().toolOutput(call.callId, output ?? 'done');
      goesOn ||= output !== undefined && !endCall;
    }
    return goesOn;
  }

  private get source(): UsageSource {
    const { provider, model } = this.context.mouth.by;
    return { provider, model };
  }
}
