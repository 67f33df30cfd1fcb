import type { ChatMessage, LanguageModel, LanguageModelEvent } from '../ports/language-model';
import type { TextToSpeech } from '../ports/text-to-speech';
import { estimateTokens, type UsageSource } from '../ports/usage';
import { ProviderError } from '../resilience/provider-error';
import { SentenceChunker, toChunks } from '../speech/sentence-chunker';
import { AsyncQueue } from '../threads/async-queue';
import type { PersonaTurn } from './persona-turn';
import { readProvider } from './provider-stream';
import type { Reply, ReplyContext } from './reply';
import { ReplyUsage } from './reply-usage';
import { runTool } from './run-tool';
import type { CallSessionOptions } from './session-options';

const FIRST_TOKEN_MS = 15_000;
const NO_AUDIO_MS = 10_000;
/** Segments made but not played to their end, beside the one that is being made. */
const MAX_SEGMENTS_AHEAD = 2;
const MAX_TOOL_ROUNDS = 3;

type PipelineContext = ReplyContext & {
  options: CallSessionOptions & { languageModel: LanguageModel };
};

/**
 * One reply from its first token to its last sound: the model's stream is cut into sentences, each
 * is made audible while the former plays, never far ahead of the ear.
 */
export class ReplyRun implements Reply {
  private readonly abort = new AbortController();
  /** Who really writes, where that is another than the one who was asked. */
  private writer: UsageSource;
  private readonly usage: ReplyUsage;
  /** Resolves when the reply may be heard, or is over. */
  private readonly letOut: Promise<void>;
  private openUp: () => void = () => undefined;
  private stopped = false;
  private failed = false;

  /** `early`: it is kept back until `release`; only its first sentence is made, and no tool runs. */
  constructor(
    private readonly context: PipelineContext,
    readonly turn: PersonaTurn,
    private early = false,
  ) {
    this.writer = context.options.languageModel;
    this.usage = new ReplyUsage(context.log, turn.turnId, early);
    this.letOut = early ? new Promise((resolve) => (this.openUp = resolve)) : Promise.resolve();
  }

  /** Says a reply the language model writes. Never rejects. */
  async answer(messages: readonly ChatMessage[]): Promise<void> {
    const sentences = new AsyncQueue<string>();
    await Promise.all([this.write(messages, sentences), this.speak(sentences)]);
    await this.playOut();
  }

  /** Says a given text. Never rejects. */
  async say(text: string): Promise<void> {
    const sentences = new AsyncQueue<string>();
    this.turn.generatedText = text;
    toChunks(text, this.context.options.language).forEach((chunk) => sentences.push(chunk));
    sentences.end();
    await this.speak(sentences);
    await this.playOut();
  }

  /** What was begun early is the answer. */
  release(): void {
    this.early = false;
    this.usage.decided('used');
    this.openUp();
  }

  /** Aborts what is under way; nothing is reported afterwards but usage. */
  stop(): void {
    this.stopped = true;
    this.abort.abort();
    this.usage.decided('discarded');
    this.openUp();
  }

  private async playOut(): Promise<void> {
    if (this.failed && this.early) return this.context.onDone(this, 'failed');
    await this.letOut;
    await this.context.gate.whenAtMost(this.turn.epoch, 0);
    if (!this.stopped) this.context.onDone(this, this.failed ? 'failed' : 'finished');
  }

  private async write(
    messages: readonly ChatMessage[],
    sentences: AsyncQueue<string>,
  ): Promise<void> {
    const { options, log } = this.context;
    try {
      let prompt = messages;
      for (let round = 0; round < MAX_TOOL_ROUNDS && !this.abort.signal.aborted; round += 1) {
        const results = await this.streamOnce(prompt, sentences);
        if (results.length === 0) break;
        prompt = [...prompt, ...results];
      }
      if (this.stopped) return;
      log.add({
        type: 'reply.generated',
        turnId: this.turn.turnId,
        text: this.turn.generatedText,
      });
    } catch (error) {
      this.fail('llm', options.languageModel.provider, error);
    } finally {
      sentences.end();
    }
  }

  /** One call of the model; answers what its tools returned, for the next call. */
  private async streamOnce(
    messages: readonly ChatMessage[],
    sentences: AsyncQueue<string>,
  ): Promise<ChatMessage[]> {
    const { options, clock } = this.context;
    const { languageModel, tools } = options;
    const { signal } = this.abort;
    const chunker = new SentenceChunker(options.language);
    const results: ChatMessage[] = [];
    const input = messages.map((message) => message.content).join(' ');
    const read = { unit: 'input_token' as const, quantity: estimateTokens(input.length) };
    const meter = this.usage.meter({ by: languageModel, purpose: 'reply', quantities: [read] });
    const stream = languageModel.stream({ messages, ...(tools ? { tools } : {}), signal });
    const guard = { clock, signal, idleMs: FIRST_TOKEN_MS, provider: languageModel.provider };
    let text = '';
    try {
      for await (const event of readProvider(stream, guard)) {
        if (event.type === 'usage') meter.reported(event);
        else if (event.type === 'source') this.writer = event.by;
        else if (signal.aborted) continue;
        else if (event.type === 'tool_call') {
          // What was said before it is heard while the tool works.
          chunker.flush().forEach((chunk) => sentences.push(chunk));
          results.push(...(await this.callTool(event)));
        } else {
          text += event.text;
          this.generated(event.text);
          chunker.push(event.text).forEach((chunk) => sentences.push(chunk));
        }
      }
    } finally {
      const written = { unit: 'output_token' as const, quantity: estimateTokens(text.length) };
      meter.over([read, written], text !== '' || signal.aborted);
    }
    if (!signal.aborted) chunker.flush().forEach((chunk) => sentences.push(chunk));
    if (results.length > 0 && text !== '') results.unshift({ role: 'assistant', content: text });
    return results;
  }

  private generated(text: string): void {
    if (this.turn.generatedText === '' && text !== '') {
      const source = sourceOf(this.writer);
      this.context.log.add({ type: 'reply.first_token', turnId: this.turn.turnId, source });
    }
    this.turn.generatedText += text;
  }

  private async callTool(
    call: Extract<LanguageModelEvent, { type: 'tool_call' }>,
  ): Promise<ChatMessage[]> {
    await this.letOut;
    if (this.abort.signal.aborted) return [];
    const { endCall, output } = await runTool(this.context, call, this.abort.signal);
    if (this.abort.signal.aborted) return [];
    if (endCall) this.context.onHangUp(this.turn, endCall);
    if (output === undefined || endCall) return [];
    return [{ role: 'system', content: `Result of ${call.name}: ${output}` }];
  }

  private async speak(sentences: AsyncQueue<string>): Promise<void> {
    const { gate, options } = this.context;
    for await (const sentence of sentences) {
      await gate.whenAtMost(this.turn.epoch, MAX_SEGMENTS_AHEAD);
      if (this.abort.signal.aborted) return;
      const segmentId = gate.begin(this.turn.epoch, sentence);
      if (segmentId === null || options.textToSpeech === null) continue;
      try {
        await this.synthesize(options.textToSpeech, segmentId, sentence);
      } catch (error) {
        gate.end(this.turn.epoch, segmentId, false);
        this.fail('tts', options.textToSpeech.provider, error);
        this.abort.abort();
        return;
      }
      await this.letOut;
    }
  }

  private async synthesize(voice: TextToSpeech, segmentId: string, text: string): Promise<void> {
    const { clock, gate, log, options } = this.context;
    const { epoch, turnId } = this.turn;
    const { signal } = this.abort;
    const resampler = await this.context.resampler();
    const said = [{ unit: 'character' as const, quantity: text.length }];
    const meter = this.usage.meter({ by: voice, purpose: 'speech', quantities: said });
    const { name, style } = options.voice;
    const request = { text, voice: name, ...(style ? { style } : {}), turnId, signal };
    const guard = { clock, signal, idleMs: NO_AUDIO_MS, provider: voice.provider };
    let produced = false;
    let speaker: UsageSource = voice;
    try {
      for await (const event of readProvider(voice.synthesize(request), guard)) {
        if (event.type === 'usage') meter.reported(event);
        else if (event.type === 'source') speaker = event.by;
        else if (event.type === 'words') gate.words(epoch, segmentId, event.words);
        else {
          if (!produced && !signal.aborted) {
            log.add({ type: 'segment.first_audio', segmentId, source: sourceOf(speaker) });
          }
          produced = true;
          gate.write(epoch, segmentId, resampler?.process(event.samples) ?? event.samples);
        }
      }
    } finally {
      meter.over(said, produced || signal.aborted);
    }
    if (!gate.end(epoch, segmentId) && !signal.aborted) {
      throw new ProviderError(voice.provider, 'bad_response', 'The voice gave no audio.');
    }
  }

  private fail(stage: 'llm' | 'tts', provider: string, error: unknown): void {
    if (this.stopped) return;
    this.failed = true;
    this.context.log.failure(stage, provider, error);
  }
}

const sourceOf = ({ provider, model }: UsageSource): UsageSource => ({ provider, model });
