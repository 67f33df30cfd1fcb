import type { SpokenReply, SpokenReplyRequest } from '../../ports/speech-to-speech';
import type { UsageQuantity } from '../../ports/usage';
import type { ProviderError } from '../../resilience/provider-error';
import { providerFailure } from '../../resilience/provider-failure';
import { kindOfCode } from './error-codes';
import type { RealtimeEvent } from './realtime-events';
import type { ClientMessage } from './realtime-session';
import { estimatedUsage, inputOf } from './realtime-usage';

export type ResponseEvent = Extract<RealtimeEvent, { responseId: string }>;

export type ResponseWorld = {
  provider: string;
  bytesPerMs: number;
  send: (message: ClientMessage) => void;
  /** It was given up before it was asked for, or is to stop. */
  withdraw: (response: RealtimeResponse) => void;
  cancel: (response: RealtimeResponse) => void;
  /** The conversation may go on elsewhere. */
  onReleased: () => void;
  /** Of the conversation's replies, what the latest that told its usage had read. */
  input: { latest: readonly UsageQuantity[] };
};

/** One response, from the wish for it until its audio was heard or cut. */
export class RealtimeResponse implements SpokenReply {
  responseId: string | null = null;
  state: 'waiting' | 'sent' | 'over' = 'waiting';
  /** Somebody may still be listening to it. */
  isHeld = true;
  tries = 0;
  askedAtMs = 0;
  /** Bytes of audio by item, and of all that ever were. */
  private readonly produced = new Map<string, number>();
  private producedBytes = 0;
  private heardMs: ReadonlyMap<string, number> | null = null;
  private characters = 0;
  private usageTold = false;

  constructor(
    private readonly request: SpokenReplyRequest,
    private readonly world: ResponseWorld,
  ) {}

  get isCut(): boolean {
    return this.heardMs !== null;
  }

  get wish(): { say?: string; hint?: string } {
    return this.request;
  }

  cut(heardMs: ReadonlyMap<string, number>): void {
    if (this.heardMs || !this.isHeld) return;
    this.heardMs = heardMs;
    if (this.state === 'waiting') {
      this.world.withdraw(this);
      this.end();
    } else if (this.state === 'sent') this.world.cancel(this);
    for (const itemId of this.produced.keys()) this.cutItem(itemId);
    this.release();
  }

  finished(): void {
    if (this.state === 'over') this.release();
  }

  handle(event: ResponseEvent): void {
    const { onEvent } = this.request;
    switch (event.type) {
      case 'response_created':
        this.responseId = event.responseId;
        return;
      case 'item_added':
        this.meet(event.itemId);
        return;
      case 'text':
        this.meet(event.itemId);
        this.characters += event.text.length;
        if (!this.heardMs) onEvent({ type: 'text', itemId: event.itemId, text: event.text });
        return;
      case 'audio': {
        const { itemId, audio } = event;
        this.produced.set(itemId, this.meet(itemId) + audio.length);
        this.producedBytes += audio.length;
        if (!this.heardMs) onEvent({ type: 'audio', itemId, audio });
        return;
      }
      case 'item_done':
        if (!this.heardMs && this.produced.has(event.itemId)) {
          onEvent({ type: 'item_ended', itemId: event.itemId });
        }
        return;
      case 'tool_call': {
        const { callId, name, argumentsJson } = event;
        if (!this.heardMs) onEvent({ type: 'tool_call', callId, name, argumentsJson });
        return;
      }
      case 'response_done':
        return this.done(event);
    }
  }

  /** Nothing more comes of it. */
  fail(error: ProviderError): void {
    if (this.state === 'over') return;
    this.estimateUsage(true);
    if (this.heardMs) return this.end();
    this.state = 'over';
    this.request.onEvent({ type: 'failed', error });
  }

  /** It has said nothing for too long. */
  abandon(error: ProviderError): void {
    if (!this.heardMs) this.world.cancel(this);
    this.fail(error);
  }

  /** Its items are not there any more. */
  forgetItems(): void {
    this.produced.clear();
  }

  private done({ status, code, usage }: Extract<RealtimeEvent, { type: 'response_done' }>): void {
    if (this.state === 'over') return;
    if (usage) this.tellUsage(usage);
    else this.estimateUsage(false);
    if (this.heardMs || status === 'completed' || status === 'incomplete') return this.end();
    this.state = 'over';
    const error = providerFailure(this.world.provider, kindOfCode(code));
    this.request.onEvent({ type: 'failed', error });
  }

  private end(): void {
    this.state = 'over';
    this.request.onEvent({ type: 'ended' });
  }

  private tellUsage(usage: UsageQuantity[]): void {
    this.usageTold = true;
    this.world.input.latest = inputOf(usage);
    this.request.onEvent({ type: 'usage', usage });
  }

  /** `left`: the server works on it, and nobody is there to hear what that comes to. */
  private estimateUsage(left: boolean): void {
    if (this.usageTold || this.responseId === null) return;
    this.usageTold = true;
    const audioMs = this.producedBytes / this.world.bytesPerMs;
    const made = estimatedUsage({ characters: this.characters, audioMs });
    if (made.length === 0 && !left) return;
    const usage = [...this.world.input.latest, ...made];
    if (usage.length > 0) this.request.onEvent({ type: 'usage', usage, estimated: true });
  }

  /** An item that turns up after the reply was cut was never heard. */
  private meet(itemId: string): number {
    const known = this.produced.get(itemId);
    if (known !== undefined) return known;
    this.produced.set(itemId, 0);
    if (this.heardMs) this.cutItem(itemId);
    return 0;
  }

  /** More than was made would be refused, and of what is not heard nothing may stay. */
  private cutItem(itemId: string): void {
    const producedMs = (this.produced.get(itemId) ?? 0) / this.world.bytesPerMs;
    const heardMs = Math.floor(Math.min(this.heardMs?.get(itemId) ?? 0, producedMs));
    if (heardMs <= 0) {
      this.world.send({ type: 'conversation.item.delete', item_id: itemId });
    } else if (this.state === 'sent' || heardMs < Math.floor(producedMs)) {
      const at = { item_id: itemId, content_index: 0, audio_end_ms: heardMs };
      this.world.send({ type: 'conversation.item.truncate', ...at });
    }
  }

  private release(): void {
    if (!this.isHeld) return;
    this.isHeld = false;
    this.world.onReleased();
  }
}
