import { sleep } from '../clock/sleep';
import type { EndReason, LoggedInput } from '../events/voice-event';
import { LOGGED_INPUTS } from '../events/voice-event';
import type { ChatMessage } from '../ports/language-model';
import { initialTurnState, reduce } from '../turn/machine';
import type { TurnEffect, TurnEvent, TurnState } from '../turn/turn.types';
import { CallLog } from './call-log';
import { Conversation, CUT_IN } from './conversation';
import type { Ear } from './ear';
import { PersonaTurn } from './persona-turn';
import { PlaybackGate } from './playback-gate';
import { RealtimeEar } from './realtime/realtime-ear';
import { RealtimeReply } from './realtime/realtime-reply';
import type { Reply, ReplyContext, ReplyOutcome } from './reply';
import { ReplyRun } from './reply-run';
import type { CallSessionOptions } from './session-options';
import { laterPhrase } from './later-phrase';
import { sessionStarted } from './session-started';
import { SessionView } from './session-view';
import type { EarContext, TurnEventBody } from './trainee-ear';
import { TraineeEar } from './trainee-ear';
import { turnConfigOf } from './turn-config';
import { TurnTimers } from './turn-timers';
import { VoiceResampler } from './voice-resampler';

/** How long the end of a call waits for providers to tell what aborted work has used. */
const SETTLE_MS = 1500;
/** Of the persona's words, how much is kept to recognise its echo. */
const ECHO_CHARS = 200;

/**
 * One call: runs the turn machine's effects against the ports. Nothing here decides who has the
 * floor; nothing in the machine touches the world.
 *
 * Methods may be called in any state and never throw; before `start` and after the end they do
 * nothing.
 */
export class CallSession {
  private readonly log: CallLog;
  private readonly gate: PlaybackGate;
  private readonly ear: Ear;
  /** Only of a call with a speech-to-speech model, whose ear is also its mouth. */
  private readonly realtime: RealtimeEar | null;
  private readonly conversation: Conversation;
  private readonly timers: TurnTimers;
  private readonly view: SessionView;
  private readonly running = new Set<Promise<void>>();
  private readonly queue: TurnEvent[] = [];
  private readonly ended: Promise<void>;
  private resolveEnded: () => void = () => undefined;
  private readonly resampler: VoiceResampler;
  private state: TurnState;
  private reply: Reply | null = null;
  /** Begun before the trainee's turn was known to have ended, and kept back. */
  private early: Reply | null = null;
  private lastTurn: PersonaTurn | null = null;
  private live = false;
  private dispatching = false;
  private typedInterim = false;
  private opening: string | null = null;

  /** @throws Error when there is neither a voice nor a sink that speaks text. */
  constructor(private readonly options: CallSessionOptions) {
    const { speechToSpeech } = options;
    if (!speechToSpeech && !options.textToSpeech && !options.sink.speaksText) {
      throw new Error('A call needs a voice, or a sink that speaks text by itself.');
    }
    const { continues } = options;
    this.log = continues?.log ?? new CallLog(options.clock, options.onEvent);
    this.gate = new PlaybackGate(options.sink, this.log, options.recorder, (turn, firstSound) =>
      this.played(turn, firstSound),
    );
    const context: EarContext = {
      clock: options.clock,
      log: this.log,
      options,
      dispatch: (event) => this.dispatch(event),
      heard: () => this.lastTurn?.heard().text.slice(-ECHO_CHARS) ?? '',
      isPersonaSpeaking: () => this.state.phase === 'speaking',
    };
    const history = (): ChatMessage[] => this.conversation.messages();
    this.realtime = speechToSpeech ? new RealtimeEar(context, speechToSpeech, history) : null;
    this.ear = this.realtime ?? new TraineeEar(context);
    const { sampleRate } = options.sink;
    const voiceRate = this.realtime?.mouth.sampleRate ?? options.textToSpeech?.sampleRate;
    this.resampler = new VoiceResampler(voiceRate ?? sampleRate, sampleRate);
    this.timers = new TurnTimers(options.clock, (name) =>
      this.dispatch({ type: 'timer.fired', name }),
    );
    this.view = new SessionView(this.log, (update) => {
      if (this.live) options.onUpdate(update);
    });
    this.conversation = new Conversation(options.systemPrompt, options.history);
    this.state = initialTurnState(turnConfigOf(options), continues?.state);
    this.ended = new Promise((resolve) => (this.resolveEnded = resolve));
  }

  /** Opens the recogniser and lets the persona greet. */
  start(): void {
    if (this.live || this.state.phase === 'ended') return;
    this.live = true;
    this.log.add(sessionStarted(this.options, this.state));
    this.dispatch({ type: 'started' });
    this.ear.open();
  }

  /** The trainee's microphone: 16 kHz mono, 20 to 100 ms a call. The array may be reused. */
  audio(samples: Int16Array): void {
    if (this.live) this.ear.audio(samples);
  }

  /** The same sound as a telephone sent it, which a speech-to-speech model takes as it is. */
  mulaw(codes: Uint8Array): void {
    if (this.live) this.ear.mulaw?.(codes);
  }

  /**
   * Voice activity found by the far end, which may have held its output and is told to go on or to
   * forget it. Once used, the server's own detector is ignored, until the far end tells nothing of
   * what is clearly there; telling the same again is a sign of life. `sinceMs`: how long ago it began
   * or stopped.
   */
  speech(active: boolean, sinceMs = 0): void {
    if (this.live) this.ear.speech(active, sinceMs);
  }

  /** The far end finds no speech any more: the server's own detector listens again. */
  speechDetectionLost(): void {
    if (this.live) this.ear.farEndLost();
  }

  /**
   * Words that were typed, or recognised by the far end. Typing over the persona always takes the
   * floor; recognised words are weighed like speech. Without `by`, a text that grew through interim
   * ones counts as recognised.
   */
  text(text: string, final: boolean, by?: 'typing' | 'recognition'): void {
    if (!this.live) return;
    const heard = this.lastTurn?.heard().text.slice(-ECHO_CHARS) ?? '';
    if (!final) {
      this.typedInterim = text.trim() !== '';
      this.log.words(false, { text, heard });
      this.dispatch({ type: 'text.interim', text, heard });
      return;
    }
    const source = by ?? (this.typedInterim ? 'recognition' : 'typing');
    this.typedInterim = false;
    this.log.words(true, { text, heard, by: source });
    this.ear.typed?.(text);
    this.dispatch({ type: 'text.final', text, by: source, heard });
  }

  /** Hold-to-talk; without effect in a call with an open microphone. */
  talk(pressed: boolean): void {
    if (this.live) this.ear.talk(pressed);
  }

  /** Says `phrases.notice` as soon as that interrupts nobody. */
  notice(): void {
    if (this.live) this.dispatch({ type: 'notice' });
  }

  /**
   * Ends the call; politely lets the persona say its closing words first. Resolves after `onEnded`.
   * May be called again, also to end a polite farewell at once.
   */
  end(reason: EndReason, { politely = false }: { politely?: boolean } = {}): Promise<void> {
    if (this.live) this.dispatch({ type: 'hangup', reason, politely });
    else if (this.state.phase !== 'ended') {
      this.state = { ...this.state, phase: 'ended' };
      void this.finish(reason);
    }
    return this.ended;
  }

  /** Events raised while another is handled wait for their turn. */
  private dispatch(body: TurnEventBody): void {
    if (this.live && isLogged(body)) this.log.add({ type: 'turn.input', input: body });
    this.queue.push({ ...body, atMs: this.log.nowMs() });
    if (this.dispatching) return;
    this.dispatching = true;
    try {
      for (let event = this.queue.shift(); event; event = this.queue.shift()) {
        const { state, effects } = reduce(this.state, event);
        this.state = state;
        for (const effect of effects) this.run(effect);
        this.view.show(state);
      }
    } finally {
      this.dispatching = false;
    }
  }

  private run(effect: TurnEffect): void {
    switch (effect.type) {
      case 'startTimer':
        this.timers.start(effect.name, effect.delayMs);
        return;
      case 'cancelTimer':
        this.timers.cancel(effect.name);
        return;
      case 'commitTurn':
        this.commitTurn(effect);
        return;
      case 'dropTurn':
        this.log.add({ type: 'turn.unheard' });
        this.view.withdraw(effect.turnId);
        return;
      case 'startReply':
      case 'speakPhrase':
        this.startReply(effect);
        return;
      case 'speculate':
        this.startEarly(effect);
        return;
      case 'releaseReply':
        this.releaseEarly(effect.answers);
        return;
      case 'discardReply':
        this.discardEarly();
        return;
      case 'abortReply':
        this.stopReply();
        return;
      case 'pauseOutput':
        this.gate.pause();
        return;
      case 'resumeOutput':
        this.gate.resume();
        return;
      case 'clearOutput':
        this.gate.clear();
        return;
      case 'interruption':
        this.log.add(effect);
        return;
      case 'endCall':
        void this.finish(effect.reason);
        return;
    }
  }

  private commitTurn(effect: Extract<TurnEffect, { type: 'commitTurn' }>): void {
    const { turnId, text } = effect;
    this.log.add({ ...effect, type: 'turn.committed' });
    this.conversation.trainee(turnId, text);
    this.view.trainee(turnId, text, true);
  }

  private startReply(
    effect: Extract<TurnEffect, { type: 'startReply' } | { type: 'speakPhrase' }>,
  ): void {
    const { epoch, turnId } = effect;
    const turn = new PersonaTurn(epoch, turnId, this.options.sink.sampleRate);
    const run = this.newReply(turn);
    this.gate.open(turn);
    this.letSpeak(run);
    if (effect.type === 'speakPhrase') {
      this.log.add({ type: 'reply.started', turnId, epoch, phrase: effect.phrase });
      this.track(run.say(this.phrase(effect)));
      return;
    }
    const { answers, cutsIn } = effect;
    this.log.add({ type: 'reply.started', turnId, epoch, answers, ...(cutsIn ? { cutsIn } : {}) });
    const messages = this.conversation.messages();
    if (cutsIn) messages.push(CUT_IN);
    this.track(run.answer(messages));
  }

  private startEarly(effect: Extract<TurnEffect, { type: 'speculate' }>): void {
    const { epoch, turnId, answers, text } = effect;
    const turn = new PersonaTurn(epoch, turnId, this.options.sink.sampleRate);
    this.early = this.newReply(turn, true);
    this.gate.open(turn, true);
    this.log.add({ type: 'reply.speculated', turnId, epoch, answers });
    this.track(this.early.answer(this.conversation.messagesWith(answers, text)));
  }

  private releaseEarly(answers: string): void {
    const run = this.early;
    if (!run) return;
    this.early = null;
    this.letSpeak(run);
    this.log.add({ type: 'reply.released', turnId: run.turn.turnId, answers });
    run.release();
    this.gate.release();
  }

  private discardEarly(): void {
    const run = this.early;
    if (!run) return;
    this.early = null;
    this.gate.close();
    this.log.add({ type: 'reply.discarded', turnId: run.turn.turnId });
    run.stop();
  }

  private newReply(turn: PersonaTurn, early = false): Reply {
    const context = this.replyContext();
    const { options, realtime } = this;
    const { languageModel } = options;
    if (realtime) return new RealtimeReply({ ...context, mouth: realtime.mouth }, turn);
    if (!languageModel) throw new Error('A call needs a language model, or one that speaks.');
    return new ReplyRun({ ...context, options: { ...options, languageModel } }, turn, early);
  }

  private letSpeak(run: Reply): void {
    this.reply = run;
    this.lastTurn = run.turn;
    this.view.personaBegins();
  }

  private phrase(effect: Extract<TurnEffect, { type: 'speakPhrase' }>): string {
    const { phrases } = this.options;
    if (effect.phrase === 'opening') return (this.opening ??= phrases.opening());
    return laterPhrase(phrases, effect) ?? '';
  }

  private replyContext(): ReplyContext {
    return {
      clock: this.options.clock,
      log: this.log,
      gate: this.gate,
      options: this.options,
      resampler: () => this.resampler.open(),
      onHangUp: ({ epoch }, reason) => this.dispatch({ type: 'reply.hangsUp', epoch, reason }),
      onDone: (run, outcome) => this.replyDone(run, outcome),
    };
  }

  private track(work: Promise<void>): void {
    const settled = work.catch(() => undefined).finally(() => this.running.delete(settled));
    this.running.add(settled);
  }

  private replyDone(run: Reply, outcome: ReplyOutcome): void {
    const { epoch } = run.turn;
    if (outcome === 'finished') this.closeTurn(run, false);
    this.dispatch({ type: outcome === 'finished' ? 'reply.finished' : 'reply.failed', epoch });
  }

  private stopReply(): void {
    if (!this.reply) return;
    this.reply.stop();
    this.closeTurn(this.reply, true);
  }

  private closeTurn({ turn }: Reply, interrupted: boolean): void {
    if (this.reply?.turn !== turn) return;
    this.reply = null;
    this.gate.close();
    const { text: heard, estimated } = turn.heard();
    const { turnId, generatedText } = turn;
    if (generatedText === '') return;
    const nowMs = this.log.nowMs();
    this.log.add({
      type: 'turn.spoken',
      turnId,
      generatedText,
      heardText: heard,
      estimated,
      interrupted,
      startMs: turn.startMs ?? nowMs,
      endMs: turn.endMs ?? nowMs,
    });
    this.conversation.persona(turnId, heard, interrupted);
    if (turn.audible) this.view.persona(turn, heard, true);
  }

  private played(turn: PersonaTurn, firstSound: boolean): void {
    const { epoch } = turn;
    this.dispatch({ type: firstSound ? 'reply.audible' : 'reply.progress', epoch });
    if (this.reply?.turn === turn) this.view.personaHeard(turn);
  }

  private async finish(reason: EndReason): Promise<void> {
    this.live = false;
    this.ear.close();
    const settled = new AbortController();
    await Promise.race([
      Promise.all(this.running).finally(() => settled.abort()),
      sleep(this.options.clock, SETTLE_MS, settled.signal),
    ]);
    this.ear.settleUsage();
    await this.resampler.close();
    const { pace } = this.state;
    if (pace.pauses > (this.options.pace?.pauses ?? 0)) {
      this.log.add({ type: 'pace.learned', ...pace });
    }
    this.log.add({ type: 'session.ended', reason });
    this.options.onEnded(reason);
    this.resolveEnded();
  }
}

const isLogged = (body: TurnEventBody): body is LoggedInput =>
  LOGGED_INPUTS.some((type) => type === body.type);
