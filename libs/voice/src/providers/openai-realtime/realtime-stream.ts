import type { Timer } from '../../clock/clock';
import type {
  SpeechToSpeechOptions,
  SpeechToSpeechStream,
  SpokenReply,
  SpokenReplyRequest,
} from '../../ports/speech-to-speech';
import type { UsageSource } from '../../ports/usage';
import type { ProviderError } from '../../resilience/provider-error';
import { providerFailure } from '../../resilience/provider-failure';
import { kindOfCode } from './error-codes';
import { OutgoingSpeech } from './outgoing-speech';
import type { RealtimeEvent } from './realtime-events';
import type { RealtimeLine } from './realtime-line';
import { type LinkOptions, RealtimeLink } from './realtime-link';
import { RealtimeResponse, type ResponseWorld } from './realtime-response';
import {
  BYTES_PER_MS,
  type ClientMessage,
  instructionsToSay,
  seededItems,
  sessionUpdate,
  textItem,
} from './realtime-session';
import { ResponseSequencer } from './response-sequencer';
import { Utterances } from './utterances';

export type StreamSetup = LinkOptions & {
  transcriber: UsageSource;
  voices?: Readonly<Record<string, string>>;
  responseIdleMs?: number;
};

/** Less than this the server does not take for a turn. */
const LEAST_HELD_MS = 120;
/** Speech that a new session does not hear again by then is over. */
const HEARD_AGAIN_MS = 2_000;

/** One conversation over the Realtime protocol, whatever becomes of its connections. */
export class RealtimeStream implements SpeechToSpeechStream {
  private readonly link: RealtimeLink;
  private readonly sequencer: ResponseSequencer;
  private readonly utterances: Utterances;
  private readonly outgoing: OutgoingSpeech;
  private readonly held = new Set<RealtimeResponse>();
  private readonly append = (audio: Uint8Array): void => this.link.append(audio);
  private readonly input: ResponseWorld['input'] = { latest: [] };
  private isSpeech = false;
  private speechFromMs = 0;
  private pressed = false;
  /** A held turn was let go before anybody could hear it. */
  private isHeldBack = false;
  private again: Timer | undefined;
  private closed = false;

  constructor(
    private readonly options: SpeechToSpeechOptions,
    private readonly setup: StreamSetup,
    dialled?: RealtimeLine,
  ) {
    const { clock, provider } = setup;
    this.outgoing = new OutgoingSpeech(BYTES_PER_MS[options.encoding]);
    this.utterances = new Utterances(clock, {
      onInterim: (text) => this.options.onEvent({ type: 'interim', text }),
      onFinal: (text) => this.options.onEvent({ type: 'final', text }),
      onUntold: (audioMs) => this.transcribedUntold(audioMs),
    });
    this.link = new RealtimeLink(setup, {
      setup: () => sessionUpdate(options, { ...setup, transcriber: setup.transcriber.model }),
      onReady: () => this.begin(),
      onEvent: (event) => this.heard(event),
      onBroken: (error) => this.broken(error),
      onFailed: (error) => this.failed(error),
      isQuiet: () => this.isQuiet,
    });
    this.sequencer = new ResponseSequencer({
      clock,
      provider,
      idleMs: setup.responseIdleMs,
      isReady: () => this.link.isReady,
      create: (response, eventId) => this.link.send(this.createMessage(response, eventId)),
    });
    this.link.start(dialled);
  }

  write(audio: Uint8Array): void {
    if (this.closed || (this.options.talk === 'hold' && !this.pressed)) return;
    this.outgoing.write(audio, this.link.isReady ? this.append : null);
  }

  talk(pressed: boolean): void {
    if (this.closed || this.options.talk !== 'hold' || pressed === this.pressed) return;
    this.pressed = pressed;
    if (pressed) this.press();
    else this.letGo();
  }

  typed(text: string): void {
    this.link.send(textItem('user', text));
  }

  toolOutput(callId: string, output: string): void {
    const item = { type: 'function_call_output', call_id: callId, output };
    this.link.send({ type: 'conversation.item.create', item });
  }

  respond(request: SpokenReplyRequest): SpokenReply {
    const response = new RealtimeResponse(request, {
      provider: this.setup.provider,
      bytesPerMs: BYTES_PER_MS[this.options.encoding],
      send: (message) => this.link.send(message),
      withdraw: (given) => this.sequencer.withdraw(given),
      cancel: (given) => this.cancel(given),
      onReleased: () => this.held.delete(response),
      input: this.input,
    });
    this.held.add(response);
    if (this.closed) response.fail(this.failure('network'));
    else this.sequencer.request(response);
    return response;
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.again?.cancel();
    this.utterances.close();
    this.sequencer.close(this.failure('network'));
    this.link.close();
  }

  private press(): void {
    // Nobody has heard the turn before yet, so this goes on with it.
    if (this.isHeldBack) return;
    this.outgoing.pressed(true);
    this.link.send({ type: 'input_audio_buffer.clear' });
  }

  private letGo(): void {
    if (this.outgoing.heldMs < LEAST_HELD_MS) {
      this.outgoing.pressed(false);
      this.options.onEvent({ type: 'final', text: '' });
      return;
    }
    if (!this.isHeldBack) this.utterances.ended(null, this.outgoing.heldMs);
    this.isHeldBack = !this.link.isReady;
    if (!this.isHeldBack) this.commit();
  }

  private commit(): void {
    this.isHeldBack = false;
    this.outgoing.pressed(false);
    this.link.send({ type: 'input_audio_buffer.commit' });
  }

  private get isQuiet(): boolean {
    const isSilent = !this.isSpeech && !this.pressed && this.utterances.isEmpty;
    return isSilent && this.sequencer.isIdle && this.held.size === 0;
  }

  private begin(): void {
    for (const item of seededItems(this.options.history())) this.link.send(item);
    if (this.isSpeech) {
      this.again = this.setup.clock.setTimer(HEARD_AGAIN_MS, () => this.speechLost());
    }
    this.outgoing.connected(this.append);
    if (this.isHeldBack && !this.pressed) this.commit();
    this.sequencer.pump();
  }

  private heard(event: RealtimeEvent): void {
    if (this.closed) return;
    switch (event.type) {
      case 'speech_started':
        return this.speechStarted(event.atMs);
      case 'speech_stopped':
        return this.speechStopped(event);
      case 'committed':
        this.utterances.named(event.itemId);
        return this.sequencer.speaking(false);
      case 'transcript_delta':
        return this.utterances.interim(event.itemId, event.text);
      case 'transcript':
        return this.transcribed(event);
      case 'error': {
        const { clientEventId, code } = event;
        if (this.sequencer.refused(clientEventId, code) || isHarmless(code)) return;
        return this.tell(this.failure(kindOfCode(code)), false);
      }
      case 'session_created':
      case 'session_updated':
      case 'ignored':
        return;
      default:
        return this.sequencer.handle(event);
    }
  }

  private speechStarted(atMs: number): void {
    this.again?.cancel();
    const sinceMs = this.outgoing.speechStarted(atMs);
    this.sequencer.speaking(true);
    if (this.isSpeech) return;
    this.isSpeech = true;
    this.speechFromMs = atMs;
    this.options.onEvent({ type: 'speech_started', sinceMs });
  }

  private speechStopped({ atMs, itemId }: { atMs: number; itemId: string }): void {
    const sinceMs = this.outgoing.speechEnded(atMs);
    if (!this.isSpeech) return;
    this.isSpeech = false;
    this.utterances.ended(itemId, Math.max(0, atMs - this.speechFromMs));
    this.options.onEvent({ type: 'speech_ended', sinceMs });
  }

  private transcribed(event: Extract<RealtimeEvent, { type: 'transcript' }>): void {
    const { usage } = event;
    const by = this.setup.transcriber;
    if (usage.length > 0) this.options.onEvent({ type: 'usage', usage, by });
    this.utterances.final(event.itemId, event.text);
  }

  private transcribedUntold(audioMs: number): void {
    if (audioMs === 0) return;
    const usage = [{ unit: 'audio_ms' as const, quantity: audioMs }];
    this.options.onEvent({ type: 'usage', usage, by: this.setup.transcriber, estimated: true });
  }

  /** Its end was said to a session that is gone. */
  private speechLost(): void {
    if (!this.isSpeech) return;
    this.isSpeech = false;
    this.outgoing.pressed(false);
    this.options.onEvent({ type: 'speech_ended', sinceMs: 0 });
    this.options.onEvent({ type: 'final', text: '' });
  }

  private cancel(response: RealtimeResponse): void {
    const { responseId } = response;
    const which = responseId === null ? {} : { response_id: responseId };
    this.link.send({ type: 'response.cancel', ...which });
    this.sequencer.cancelled(response);
  }

  private createMessage({ wish }: RealtimeResponse, eventId: string): ClientMessage {
    const { instructions } = this.options;
    const message = { type: 'response.create', event_id: eventId };
    if (wish.say !== undefined) {
      const said = instructionsToSay(instructions, wish.say);
      return { ...message, response: { instructions: said, tool_choice: 'none' } };
    }
    if (wish.hint === undefined) return message;
    return { ...message, response: { instructions: `${instructions}\n\n${wish.hint}` } };
  }

  private broken(error: ProviderError | null): void {
    this.again?.cancel();
    for (const response of this.held) response.forgetItems();
    this.sequencer.broken(error ?? this.failure('network'));
    this.utterances.lost();
    if (this.isHeldBack) this.outgoing.pressed(this.pressed);
    this.isHeldBack = false;
    if (error) this.tell(error, false);
  }

  private failed(error: ProviderError): void {
    this.broken(null);
    this.sequencer.close(error);
    this.closed = true;
    this.tell(error, true);
  }

  private tell(error: ProviderError, fatal: boolean): void {
    this.options.onEvent({ type: 'error', error, fatal });
  }

  private failure(kind: ProviderError['kind']): ProviderError {
    return providerFailure(this.setup.provider, kind);
  }
}

/** It was cut as it ended, or an item was gone already: what was wanted is so. */
const isHarmless = (code: string): boolean =>
  /response_cancel_not_active|item_delete_|item_truncate_|invalid_value|commit_empty/.test(code);
