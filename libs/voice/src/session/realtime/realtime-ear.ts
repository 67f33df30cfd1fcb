import { MULAW_SAMPLE_RATE } from '../../audio/mulaw';
import { samplesToBytes } from '../../audio/pcm';
import { Resampler } from '../../audio/resampler';
import type { Timer } from '../../clock/clock';
import type { ChatMessage } from '../../ports/language-model';
import type {
  SpeechEncoding,
  SpeechToSpeech,
  SpeechToSpeechEvent,
  SpeechToSpeechStream,
} from '../../ports/speech-to-speech';
import type { Ear } from '../ear';
import type { EarContext } from '../trainee-ear';
import { QuietBatch, type Urgency } from './quiet-batch';
import { REALTIME_RATE, type RealtimeMouth } from './realtime-reply';

const MICROPHONE_RATE = 16_000;
/**
 * Of the resampler: what it adds lies 75 dB below the speech and above what speech is recognised by, for
 * a third of the work.
 */
const QUALITY = 1;
/** Speech that only we have found is a noise when the model has not heard it by then. */
const CONFIRMED_WITHIN_MS = 400;

/**
 * The trainee's side of a call with a model that hears by itself. Speech begins when anybody finds it,
 * the far end, our own detector or the model; it ends when the model says so, which alone knows what
 * is an utterance of the conversation.
 */
export class RealtimeEar implements Ear {
  readonly mouth: RealtimeMouth;
  private opened: SpeechToSpeechStream | null = null;
  private resampler: Resampler | null = null;
  private waiting: Int16Array[] = [];
  private readonly outgoing = new QuietBatch((audio) => this.opened?.write(audio));
  private farEnd = false;
  private speaking = false;
  /** The model hears the speech, too. */
  private confirmed = false;
  private unconfirmed: Timer | null = null;
  private pressed = false;
  private closed = false;
  /** Ends of speech without their words, oldest first; `nothing` has none. */
  private readonly owed: ('words' | 'nothing')[] = [];

  constructor(
    private readonly context: EarContext,
    private readonly model: SpeechToSpeech,
    private readonly history: () => readonly ChatMessage[],
  ) {
    const isTelephone = context.options.sink.writeMulaw !== undefined;
    const encoding: SpeechEncoding = isTelephone ? 'mulaw' : 'pcm16';
    const sampleRate = isTelephone ? MULAW_SAMPLE_RATE : REALTIME_RATE;
    this.mouth = { stream: () => this.stream(), by: model, encoding, sampleRate };
  }

  open(): void {
    this.stream();
    if (this.mouth.encoding === 'mulaw') return;
    Resampler.create(MICROPHONE_RATE, REALTIME_RATE, QUALITY).then(
      (resampler) => this.listenThrough(resampler),
      () => this.context.dispatch({ type: 'stt.failed', fatal: true }),
    );
  }

  audio(samples: Int16Array): void {
    const { options, log } = this.context;
    options.recorder?.trainee(samples, log.nowMs());
    if (options.talk === 'open' && !this.farEnd && options.voiceActivity) {
      for (const { type, sinceMs } of options.voiceActivity.push(samples)) {
        // A start is no more than a suspicion here, until the model confirms it.
        if (type !== 'maybe') this.found(type === 'start', { sinceMs });
      }
    }
    if (this.closed || this.mouth.encoding === 'mulaw') return;
    if (!this.resampler) this.waiting.push(samples.slice());
    else {
      this.outgoing.write(samplesToBytes(this.resampler.processShared(samples)), this.urgency);
    }
  }

  mulaw(codes: Uint8Array): void {
    if (this.closed || this.mouth.encoding !== 'mulaw') return;
    this.outgoing.write(codes, this.urgency);
  }

  speech(active: boolean, sinceMs = 0): void {
    if (this.context.options.talk !== 'open') return;
    this.farEnd = true;
    // A far end that holds its output is to be told more, even of speech that is known already.
    if (active && this.speaking && !this.confirmed) this.ended({ owed: 'nothing' });
    this.found(active, { held: true, sinceMs });
  }

  /** The model's own ear goes on. */
  farEndLost(): void {
    if (!this.farEnd) return;
    this.farEnd = false;
    this.context.options.voiceActivity?.reset();
    if (this.speaking && !this.confirmed) this.ended({ owed: 'nothing' });
  }

  talk(pressed: boolean): void {
    if (this.context.options.talk !== 'hold' || pressed === this.pressed) return;
    this.pressed = pressed;
    this.note(pressed);
    if (!pressed) this.owed.push('words');
    this.context.dispatch({ type: pressed ? 'talk.pressed' : 'talk.released' });
    this.opened?.talk(pressed);
  }

  typed(text: string): void {
    this.opened?.typed(text);
  }

  close(): void {
    this.closed = true;
    this.unconfirmed?.cancel();
    this.context.options.voiceActivity?.close?.();
  }

  settleUsage(): void {
    this.opened?.close();
    this.resampler?.close();
    this.resampler = null;
  }

  private get urgency(): Urgency {
    const { talk, voiceActivity } = this.context.options;
    if (this.speaking && this.confirmed) return 'speech';
    // Nobody can tell, or nobody is asked: a button that is let go ends the turn at once.
    const isUnsure = this.speaking || talk === 'hold' || !(voiceActivity || this.farEnd);
    return isUnsure ? 'unsure' : 'quiet';
  }

  private stream(): SpeechToSpeechStream {
    const { options } = this.context;
    const { systemPrompt, voice } = options;
    const { style } = voice;
    this.opened ??= this.model.open({
      encoding: this.mouth.encoding,
      instructions: style ? `${systemPrompt}\n\nHow you sound: ${style}` : systemPrompt,
      voice: voice.name,
      language: options.language,
      tools: options.tools ?? [],
      talk: options.talk,
      history: this.history,
      onEvent: (event) => this.heard(event),
    });
    return this.opened;
  }

  private listenThrough(resampler: Resampler): void {
    if (this.closed) return resampler.close();
    this.resampler = resampler;
    for (const samples of this.waiting.splice(0)) {
      this.opened?.write(samplesToBytes(resampler.process(samples)));
    }
  }

  private heard(event: SpeechToSpeechEvent): void {
    if (event.type === 'usage') {
      const { usage: quantities, by, estimated } = event;
      const used = { type: 'usage', ...by, purpose: 'recognition', quantities } as const;
      this.context.log.add(estimated ? { ...used, estimated } : used);
    } else if (!this.closed) this.heardNow(event);
  }

  private heardNow(event: Exclude<SpeechToSpeechEvent, { type: 'usage' }>): void {
    const { dispatch, log } = this.context;
    switch (event.type) {
      case 'speech_started':
        this.confirmed = true;
        this.unconfirmed?.cancel();
        return this.started({ sinceMs: event.sinceMs });
      case 'speech_ended':
        return this.ended({ owed: 'words', sinceMs: event.sinceMs });
      case 'interim':
        return this.words('interim', event.text);
      case 'final':
        this.owed.shift();
        this.words('final', event.text);
        return this.settleNothing();
      case 'error':
        log.recognitionFailure(this.model.provider, event.error, event.fatal);
        dispatch({ type: 'stt.failed', fatal: event.fatal });
        return;
    }
  }

  /** By the far end or our own detector. */
  private found(active: boolean, how: { held?: boolean; sinceMs?: number }): void {
    if (active) {
      this.unconfirmed?.cancel();
      this.started(how);
    } else if (this.speaking && !this.confirmed) {
      this.unconfirmed?.cancel();
      this.unconfirmed = this.context.clock.setTimer(CONFIRMED_WITHIN_MS, () =>
        this.ended({ owed: 'nothing', sinceMs: CONFIRMED_WITHIN_MS }),
      );
    }
  }

  private started({ held = false, sinceMs = 0 }: { held?: boolean; sinceMs?: number }): void {
    if (this.speaking) return;
    this.note(true, { held, sinceMs });
    this.context.dispatch({ type: 'speech.started', held, sinceMs });
  }

  private ended({ owed, sinceMs = 0 }: { owed: 'words' | 'nothing'; sinceMs?: number }): void {
    if (!this.speaking) return;
    this.confirmed = false;
    this.owed.push(owed);
    this.note(false, { sinceMs });
    this.context.dispatch({ type: 'speech.ended', sinceMs });
    this.settleNothing();
  }

  private note(active: boolean, how: { held?: boolean; sinceMs?: number } = {}): void {
    this.speaking = active;
    const since = how.sinceMs ? { sinceMs: how.sinceMs } : {};
    if (!active) this.context.log.add({ type: 'speech.ended', ...since });
    else {
      this.context.log.add({
        type: 'speech.started',
        ...(how.held ? { held: true } : {}),
        ...since,
      });
    }
  }

  private settleNothing(): void {
    while (this.owed[0] === 'nothing') {
      this.owed.shift();
      this.words('final', '');
    }
  }

  private words(kind: 'interim' | 'final', text: string): void {
    const { dispatch, heard, log } = this.context;
    const said = { text, heard: heard() };
    const { provider, model } = this.model;
    log.words(kind === 'final', { ...said, source: { provider, model } });
    dispatch({ type: `stt.${kind}`, ...said });
  }
}
