import { samplesToMs } from '../audio/pcm';
import type { Clock, Timer } from '../clock/clock';
import type {
  SpeechToText,
  SpeechToTextEvent,
  SpeechToTextStream,
  TurnJudgement,
} from '../ports/speech-to-text';
import type { VoiceActivityEvent } from '../ports/voice-activity';
import type { Untimed } from '../events/voice-event';
import type { ProviderErrorKind } from '../resilience/provider-error';
import type { TurnEvent } from '../turn/turn.types';
import type { CallLog } from './call-log';
import type { Ear } from './ear';
import { FarEndWatch } from './far-end-watch';
import { RecognitionMeter } from './recognition-meter';
import type { CallSessionOptions } from './session-options';

const SAMPLE_RATE = 16_000;
const REOPEN_AFTER_MS = [100, 500, 2000] as const;

/** What no second attempt can cure; anything else may concern one utterance only. */
const HOPELESS: ReadonlySet<ProviderErrorKind> = new Set(['auth', 'quota']);

export type TurnEventBody = Untimed<TurnEvent>;

/** `held`: the far end has silenced its output by itself. */
type VoiceFound = { held?: boolean; sinceMs?: number };

export type EarContext = {
  clock: Clock;
  log: CallLog;
  options: CallSessionOptions;
  dispatch: (event: TurnEventBody) => void;
  /** The persona's latest heard words. */
  heard: () => string;
  /** It is audible now, and not held. */
  isPersonaSpeaking: () => boolean;
};

/** The trainee's side of a call: audio to voice activity and recogniser, and both to turn events. */
export class TraineeEar implements Ear {
  private stream: SpeechToTextStream | null = null;
  private reopening: Timer | null = null;
  private failures = 0;
  /** Present while the far end finds speech by itself. */
  private farEnd: FarEndWatch | null = null;
  private speaking = false;
  private pressed = false;
  private closed = false;
  private readonly meter = new RecognitionMeter();

  constructor(private readonly context: EarContext) {
    context.options.voiceActivity?.listen?.((event) => {
      if (!this.farEnd && !this.closed) this.found(event);
    });
  }

  open(): void {
    const { speechToText, language, keyterms } = this.context.options;
    if (!speechToText || this.closed) return;
    let opened: SpeechToTextStream | null = null;
    const isCurrent = (): boolean => opened === null || opened === this.stream;
    try {
      opened = speechToText.open({
        sampleRate: SAMPLE_RATE,
        language,
        keyterms: keyterms ?? [],
        onEvent: (event) => {
          if (event.type === 'usage' || isCurrent()) this.recognised(speechToText, event);
        },
      });
      this.stream = opened;
      const { provider, model, sends = 'stream' } = opened.recogniser ?? speechToText;
      this.context.log.add({ type: 'recognition.opened', provider, model, sends });
      if (this.speaking) opened.speechStarted();
    } catch (error) {
      this.lost(speechToText, error, true);
    }
  }

  audio(samples: Int16Array): void {
    const { options, log } = this.context;
    options.recorder?.trainee(samples, log.nowMs());
    if (options.talk === 'hold' && !this.pressed) return;
    if (this.farEnd?.isMissing(samples, this.speaking)) this.farEndLost();
    if (options.talk === 'open' && !this.farEnd && options.voiceActivity) {
      for (const event of options.voiceActivity.push(samples)) this.found(event);
    }
    if (!this.stream) return;
    this.stream.write(samples);
    this.meter.written(this.listener, samplesToMs(samples.length, SAMPLE_RATE), this.speaking);
  }

  /** Speech found by the far end, which holds its output until it is told more. */
  speech(active: boolean, sinceMs = 0): void {
    if (this.context.options.talk !== 'open') return;
    if (!this.farEnd && this.speaking) this.voice(false);
    this.farEnd ??= new FarEndWatch(SAMPLE_RATE);
    this.farEnd.told();
    this.voice(active, { held: true, sinceMs });
  }

  /** The far end cannot tell any more: the own detector begins anew. */
  farEndLost(): void {
    if (!this.farEnd) return;
    this.farEnd = null;
    this.context.options.voiceActivity?.reset();
    this.voice(false);
  }

  talk(pressed: boolean): void {
    if (this.context.options.talk !== 'hold' || pressed === this.pressed) return;
    this.pressed = pressed;
    this.heardVoice(pressed);
    this.context.dispatch({ type: pressed ? 'talk.pressed' : 'talk.released' });
  }

  /** Stops recognition and the search for speech. */
  close(): void {
    this.closed = true;
    this.reopening?.cancel();
    this.context.options.voiceActivity?.close?.();
    const { stream } = this;
    stream?.close();
    this.stream = null;
  }

  /** Accounts for the audio of which the recognisers, though they worked, did not tell. */
  settleUsage(): void {
    for (const { by, audioMs } of this.meter.untold()) {
      const quantities = [{ unit: 'audio_ms' as const, quantity: Math.round(audioMs) }];
      const { provider, model } = by;
      const purpose = 'recognition';
      this.context.log.add({
        type: 'usage',
        provider,
        model,
        purpose,
        quantities,
        estimated: true,
      });
    }
  }

  private get listener(): SpeechToText | null {
    return this.stream?.recogniser ?? this.context.options.speechToText;
  }

  /** By the own detector. */
  private found({ type, sinceMs }: VoiceActivityEvent): void {
    if (type !== 'maybe') this.voice(type === 'start', { sinceMs });
    else if (!this.speaking && this.context.isPersonaSpeaking()) {
      this.context.dispatch({ type: 'speech.suspected', sinceMs });
    }
  }

  private voice(active: boolean, { held = false, sinceMs = 0 }: VoiceFound = {}): void {
    if (active === this.speaking) return;
    this.heardVoice(active, { held, sinceMs });
    this.context.dispatch(
      active ? { type: 'speech.started', held, sinceMs } : { type: 'speech.ended', sinceMs },
    );
  }

  private heardVoice(active: boolean, { held = false, sinceMs = 0 }: VoiceFound = {}): void {
    this.speaking = active;
    const since = sinceMs > 0 ? { sinceMs } : {};
    if (!active) this.context.log.add({ type: 'speech.ended', ...since });
    else this.context.log.add({ type: 'speech.started', ...(held ? { held } : {}), ...since });
    if (active) this.stream?.speechStarted();
    else if (this.stream) {
      this.meter.utteranceEnded(this.listener);
      this.stream.speechEnded();
    }
  }

  private recognised(source: SpeechToText, event: SpeechToTextEvent): void {
    const { dispatch, heard, log } = this.context;
    switch (event.type) {
      case 'usage': {
        const { provider, model } = event.by ?? source;
        this.meter.told({ provider, model });
        const quantities = event.usage;
        log.add({ type: 'usage', provider, model, purpose: 'recognition', quantities });
        return;
      }
      case 'interim':
      case 'final': {
        if (this.closed) return;
        this.failures = 0;
        this.meter.recognised(this.listener, event.type === 'final');
        const said = { text: event.text, heard: heard(), ...this.judged(event) };
        const { provider, model } = this.listener ?? source;
        log.words(event.type === 'final', { ...said, source: { provider, model } });
        dispatch({ type: `stt.${event.type}`, ...said });
        return;
      }
      case 'error':
        if (!this.closed) this.lost(source, event.error, !HOPELESS.has(event.error.kind));
        return;
      case 'eager':
        if (this.closed) return;
        dispatch({ type: 'stt.eager', text: event.text, heard: heard(), ...this.judged(event) });
        return;
      case 'resumed':
        if (!this.closed) dispatch({ type: 'stt.resumed' });
        return;
    }
  }

  /** Whether the turn has ended, by the recogniser or else by the scorer. */
  private judged(event: { text: string } & TurnJudgement): TurnJudgement {
    const endOfTurn = event.endOfTurn ?? this.context.options.endOfTurn?.score(event.text);
    return {
      ...(endOfTurn === undefined ? {} : { endOfTurn }),
      ...(event.turnEnded ? { turnEnded: true } : {}),
    };
  }

  /** A recogniser that fails is opened again, a few times in a row; then the call cannot go on. */
  private lost(source: SpeechToText, error: unknown, retryable: boolean): void {
    const delayMs = retryable ? REOPEN_AFTER_MS[this.failures] : undefined;
    this.context.log.recognitionFailure(source.provider, error, delayMs === undefined);
    this.meter.failed();
    this.failures += 1;
    this.stream?.close();
    this.stream = null;
    this.context.dispatch({ type: 'stt.failed', fatal: delayMs === undefined });
    if (delayMs === undefined || this.closed) return;
    this.reopening = this.context.clock.setTimer(delayMs, () => this.open());
  }
}
