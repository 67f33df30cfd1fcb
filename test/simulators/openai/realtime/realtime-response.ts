import { setImmediate as yieldToOthers, setTimeout as wait } from 'node:timers/promises';
import { encodeMulaw } from '../../../../libs/voice/src/audio/mulaw';
import { samplesToBytes } from '../../../../libs/voice/src/audio/pcm';
import { Resampler } from '../../../../libs/voice/src/audio/resampler';
import type { SpokenText } from '../../voices/spoken-text';
import type { Item, RealtimeConversation } from './realtime-conversation';
import type { RealtimeKnobs } from './realtime-knobs';
import { type Message, newId, type RealtimeWire } from './realtime-wire';

export type RealtimeReply = {
  text?: string;
  tool?: { name: string; arguments: string };
};

export type ResponseParts = {
  wire: RealtimeWire;
  conversation: RealtimeConversation;
  knobs: RealtimeKnobs;
  spoken: SpokenText | Promise<SpokenText>;
  reply: RealtimeReply;
  /** Of the session's output, as bytes: 48 a millisecond of PCM, 8 of µ-law. */
  isMulaw: boolean;
  /** What the whole response comes to. */
  usage: (spent: { text: string; audioMs: number }) => Message;
  /** The connection goes down in the middle. */
  drop: () => void;
};

/** About 100 ms each, and no whole number of 20 ms frames. */
const CHUNK_BYTES = { pcm: 4802, mulaw: 801 };
const SAMPLE_RATE = 24_000;

/** One response from `response.created` to `response.done`, much faster than anyone could say it. */
export class RealtimeResponse {
  readonly id = newId('resp');
  private readonly itemId = newId('item');
  private cancelled: string | null = null;
  private said = '';
  private audioMs = 0;
  private deltas = 0;
  private deltasLeft = Number.POSITIVE_INFINITY;

  constructor(private readonly parts: ResponseParts) {}

  cancel(reason: 'client_cancelled' | 'turn_detected'): void {
    this.cancelled ??= reason;
    this.deltasLeft = this.parts.knobs.deltasAfterCancel ?? 2;
  }

  async run(): Promise<void> {
    const { wire, knobs, reply } = this.parts;
    wire.send('response.created', { response: this.asResponse('in_progress', []) });
    if (knobs.delayMs) await wait(knobs.delayMs);
    if (knobs.failNext) {
      knobs.failNext -= 1;
      const error = { type: 'server_error', code: knobs.failCode ?? 'server_error' };
      return this.done('failed', [], { type: 'failed', error });
    }
    const output: Item[] = [];
    if (reply.text !== undefined) output.push(await this.speak());
    if (knobs.stall) return;
    if (reply.tool && !this.cancelled) output.push(this.callTool(reply.tool));
    wire.send('rate_limits.updated', {
      rate_limits: [{ name: 'tokens', limit: 40_000, remaining: 39_000, reset_seconds: 1.5 }],
    });
    if (knobs.neverDone) return;
    if (this.cancelled) {
      this.done('cancelled', output, { type: 'cancelled', reason: this.cancelled });
    } else this.done('completed', output, null);
  }

  private async speak(): Promise<Item> {
    const { wire, conversation, knobs } = this.parts;
    const content = [{ type: 'output_audio', transcript: '' }];
    const item: Item = {
      id: this.itemId,
      object: 'realtime.item',
      type: 'message',
      status: 'in_progress',
      role: 'assistant',
      content: [],
    };
    const at = { response_id: this.id, item_id: item.id, output_index: 0, content_index: 0 };
    const announce = (): void => {
      wire.send('response.output_item.added', { response_id: this.id, output_index: 0, item });
      wire.send('conversation.item.added', conversation.add(item));
      wire.send('response.content_part.added', { ...at, part: { type: 'audio', transcript: '' } });
    };
    if (!knobs.wrongOrder) announce();
    await this.deltasOf(at);
    if (knobs.wrongOrder) announce();
    Object.assign(content[0] ?? {}, { transcript: this.said });
    item.content = content;
    item.status = this.cancelled ? 'incomplete' : 'completed';
    conversation.audioMs.set(item.id, Math.round(this.audioMs));
    if (knobs.stall) return item;
    wire.send('response.output_audio.done', at);
    wire.send('response.output_audio_transcript.done', { ...at, transcript: this.said });
    wire.send('response.content_part.done', {
      ...at,
      part: { type: 'audio', transcript: this.said },
    });
    wire.send('conversation.item.done', { previous_item_id: null, item });
    wire.send('response.output_item.done', { response_id: this.id, output_index: 0, item });
    return item;
  }

  private async deltasOf(at: Message): Promise<void> {
    const { wire, knobs, isMulaw, conversation, drop } = this.parts;
    const spoken = await this.parts.spoken;
    const bytes = isMulaw ? await mulawOf(spoken.samples) : samplesToBytes(spoken.samples);
    const size = isMulaw ? CHUNK_BYTES.mulaw : CHUNK_BYTES.pcm;
    const bytesPerMs = isMulaw ? 8 : 48;
    const words = [...spoken.words];
    for (let from = 0; from < bytes.length && this.deltasLeft > 0; from += size) {
      if (from > 0 && knobs.chunkDelayMs) await wait(knobs.chunkDelayMs);
      await yieldToOthers();
      if (knobs.dropAfterDeltas !== undefined && this.deltas >= knobs.dropAfterDeltas) {
        knobs.dropAfterDeltas = undefined;
        return drop();
      }
      const chunk = bytes.subarray(from, from + size);
      const untilMs = (from + chunk.length) / bytesPerMs;
      // Its transcript is a little ahead of the audio.
      for (; words[0] && words[0].startMs < untilMs; words.shift()) {
        const delta = this.said === '' ? words[0].text : ` ${words[0].text}`;
        this.said += delta;
        wire.send('response.output_audio_transcript.delta', { ...at, delta });
      }
      wire.send('response.output_audio.delta', { ...at, delta: chunk.toString('base64') });
      this.audioMs = untilMs;
      conversation.audioMs.set(this.itemId, Math.round(untilMs));
      this.deltas += 1;
      this.deltasLeft -= 1;
      if (knobs.stall === 'after_first') return;
    }
  }

  private callTool(tool: { name: string; arguments: string }): Item {
    const { wire, conversation } = this.parts;
    const item: Item = {
      id: newId('item'),
      object: 'realtime.item',
      type: 'function_call',
      status: 'in_progress',
      name: tool.name,
      call_id: newId('call'),
      arguments: '',
    };
    const at = {
      response_id: this.id,
      item_id: item.id,
      output_index: 1,
      call_id: item['call_id'],
    };
    wire.send('response.output_item.added', { response_id: this.id, output_index: 1, item });
    wire.send('conversation.item.added', conversation.add(item));
    wire.send('response.function_call_arguments.delta', { ...at, delta: tool.arguments });
    wire.send('response.function_call_arguments.done', {
      ...at,
      name: tool.name,
      arguments: tool.arguments,
    });
    Object.assign(item, { status: 'completed', arguments: tool.arguments });
    wire.send('conversation.item.done', { previous_item_id: null, item });
    wire.send('response.output_item.done', { response_id: this.id, output_index: 1, item });
    return item;
  }

  private done(status: string, output: Item[], status_details: Message | null): void {
    const usage = this.parts.usage({ text: this.said, audioMs: this.audioMs });
    const response = { ...this.asResponse(status, output), status_details, usage };
    this.parts.wire.send('response.done', { response });
  }

  private asResponse(status: string, output: Item[]): Message {
    const { id } = this;
    return {
      object: 'realtime.response',
      id,
      status,
      status_details: null,
      output,
      conversation_id: 'conv_simulated',
      output_modalities: ['audio'],
      max_output_tokens: 'inf',
      usage: null,
      metadata: null,
    };
  }
}

const encoded = new WeakMap<Int16Array, Promise<Buffer>>();

/** Once for each text that is said more than once. */
function mulawOf(samples: Int16Array): Promise<Buffer> {
  const known = encoded.get(samples) ?? encode(samples);
  encoded.set(samples, known);
  return known;
}

async function encode(samples: Int16Array): Promise<Buffer> {
  const resampler = await Resampler.create(SAMPLE_RATE, 8000);
  try {
    const parts: Buffer[] = [];
    for (let at = 0; at < samples.length; at += 4000) {
      const low = resampler.process(samples.subarray(at, at + 4000));
      const codes = Buffer.alloc(low.length);
      encodeMulaw(low, codes);
      parts.push(codes);
    }
    return Buffer.concat(parts);
  } finally {
    resampler.close();
  }
}
