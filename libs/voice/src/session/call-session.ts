import { Resampler } from '../audio/resampler';
import type { Timer } from '../clock/clock';
import { sleep } from '../clock/sleep';
import type { EndReason, LoggedInput, SessionState } from '../events/voice-event';
import { LOGGED_INPUTS } from '../events/voice-event';
import { initialTurnState, reduce } from '../turn/machine';
import { FAR_END_FINAL_BUDGET_MS } from '../turn/policy';
import { textOf } from '../turn/step';
import type { TimerName, TurnEffect, TurnEvent, TurnState } from '../turn/turn.types';
import { CallLog } from './call-log';
import { Conversation } from './conversation';
import { PersonaTurn } from './persona-turn';
import { PlaybackGate } from './playback-gate';
import type { ReplyContext, ReplyOutcome } from './reply-run';
import { ReplyRun } from './reply-run';
import type { CallSessionOptions } from './session-options';
import type { TurnEventBody } from './trainee-ear';
import { TraineeEar } from './trainee-ear';

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
  private readonly ear: TraineeEar;
  private readonly conversation: Conversation;
  private readonly timers = new Map<TimerName, Timer>();
  private readonly running = new Set<Promise<void>>();
  private readonly queue: TurnEvent[] = [];
  private readonly ended: Promise<void>;
  private resolveEnded: () => void = () => undefined;
  private resampler: Promise<Resampler | null> | null = null;
  private state: TurnState;
  private reply: ReplyRun | null = null;
  private lastTurn: PersonaTurn | null = null;
  private live = false;
  private dispatching = false;
  private typedInterim = false;
  private shownState: SessionState | null = null;
  private shownTurn = { id: '', text: '' };
  private shownHeard = '';
  private opening: string | null = null;

  /** @throws Error when there is neither a voice nor a sink that speaks text. */
  constructor(private readonly options: CallSessionOptions) {
    if (!options.textToSpeech && !options.sink.speaksText) {
      throw new Error('A call needs a voice, or a sink that speaks text by itself.');
    }
    this.log = new CallLog(options.clock, options.onEvent);
    this.gate = new PlaybackGate(options.sink, this.log, options.recorder, (turn, firstSound) =>
      this.played(turn, firstSound),
    );
    this.ear = new TraineeEar({
      clock: options.clock,
      log: this.log,
      options,
      dispatch: (event) => this.dispatch(event),
      heard: () => this.lastTurn?.heard().text.slice(-ECHO_CHARS) ?? '',
    });
    this.conversation = new Conversation(options.systemPrompt);
    this.state = initialTurnState({
      ...options.policy,
      talk: options.talk,
      finalBudgetMs: options.speechToText?.finalBudgetMs ?? FAR_END_FINAL_BUDGET_MS,
    });
    this.ended = new Promise((resolve) => (this.resolveEnded = resolve));
  }

  /** Opens the recogniser and lets the persona greet. */
  start(): void {
    if (this.live || this.state.phase === 'ended') return;
    this.live = true;
    const { engine, sink } = this.options;
    const { sampleRate: outputSampleRate } = sink;
    const turn = this.state.config;
    this.log.add({ type: 'session.started', engine, outputSampleRate, turn });
    this.dispatch({ type: 'started' });
    this.ear.open();
  }

  /** The trainee's microphone: 16 kHz mono, 20 to 100 ms a call. The array may be reused. */
  audio(samples: Int16Array): void {
    if (this.live) this.ear.audio(samples);
  }

  /**
   * Voice activity found by the far end, which may have held its output and is told to go on or to
   * forget it. Once used, the server's own detector is ignored. `sinceMs`: how long ago it began or
   * stopped.
   */
  speech(active: boolean, sinceMs = 0): void {
    if (this.live) this.ear.speech(active, sinceMs);
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
    this.dispatch({ type: 'text.final', text, by: source, heard });
  }

  /** Hold-to-talk; without effect in a call with an open microphone. */
  talk(pressed: boolean): void {
    if (this.live) this.ear.talk(pressed);
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
        this.show();
      }
    } finally {
      this.dispatching = false;
    }
  }

  private run(effect: TurnEffect): void {
    switch (effect.type) {
      case 'startTimer':
        this.startTimer(effect.name, effect.delayMs);
        return;
      case 'cancelTimer':
        this.timers.get(effect.name)?.cancel();
        this.timers.delete(effect.name);
        return;
      case 'commitTurn':
        this.commitTurn(effect);
        return;
      case 'dropTurn':
        this.log.add({ type: 'turn.unheard' });
        if (this.shownTurn.id === effect.turnId) this.showTrainee(effect.turnId, '', true);
        return;
      case 'startReply':
      case 'speakPhrase':
        this.startReply(effect);
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

  private startTimer(name: TimerName, delayMs: number): void {
    this.timers.get(name)?.cancel();
    const timer = this.options.clock.setTimer(delayMs, () => {
      this.timers.delete(name);
      this.dispatch({ type: 'timer.fired', name });
    });
    this.timers.set(name, timer);
  }

  private commitTurn(effect: Extract<TurnEffect, { type: 'commitTurn' }>): void {
    const { turnId, text } = effect;
    this.log.add({ ...effect, type: 'turn.committed' });
    this.conversation.trainee(turnId, text);
    this.showTrainee(turnId, text, true);
  }

  private startReply(
    effect: Extract<TurnEffect, { type: 'startReply' } | { type: 'speakPhrase' }>,
  ): void {
    const { epoch, turnId } = effect;
    const turn = new PersonaTurn(epoch, turnId, this.options.sink.sampleRate);
    const run = new ReplyRun(this.replyContext(), turn);
    this.reply = run;
    this.lastTurn = turn;
    this.shownHeard = '';
    this.gate.open(turn);
    if (effect.type === 'startReply') {
      this.log.add({ type: 'reply.started', turnId, epoch, answers: effect.answers });
      this.track(run.answer(this.conversation.messages()));
    } else {
      this.log.add({ type: 'reply.started', turnId, epoch, phrase: effect.phrase });
      this.track(run.say(this.phrase(effect)));
    }
  }

  private phrase(effect: Extract<TurnEffect, { type: 'speakPhrase' }>): string {
    const { phrases } = this.options;
    switch (effect.phrase) {
      case 'opening':
        return (this.opening ??= phrases.opening());
      case 'nudge':
        return phrases.nudge(effect.nudge) ?? '';
      case 'apology':
        return phrases.apology();
      case 'closing':
        return phrases.closing(effect.reason ?? 'failed') ?? '';
    }
  }

  private replyContext(): ReplyContext {
    return {
      clock: this.options.clock,
      log: this.log,
      gate: this.gate,
      options: this.options,
      resampler: () => this.openResampler(),
      onHangUp: ({ epoch }, reason) => this.dispatch({ type: 'reply.hangsUp', epoch, reason }),
      onDone: (run, outcome) => this.replyDone(run, outcome),
    };
  }

  private openResampler(): Promise<Resampler | null> {
    const { textToSpeech, sink } = this.options;
    const same = !textToSpeech || textToSpeech.sampleRate === sink.sampleRate;
    this.resampler ??= same
      ? Promise.resolve(null)
      : Resampler.create(textToSpeech.sampleRate, sink.sampleRate);
    return this.resampler;
  }

  private track(work: Promise<void>): void {
    const settled = work.catch(() => undefined).finally(() => this.running.delete(settled));
    this.running.add(settled);
  }

  private replyDone(run: ReplyRun, outcome: ReplyOutcome): void {
    const { epoch } = run.turn;
    if (outcome === 'finished') this.closeTurn(run, false);
    this.dispatch({ type: outcome === 'finished' ? 'reply.finished' : 'reply.failed', epoch });
  }

  private stopReply(): void {
    if (!this.reply) return;
    this.reply.stop();
    this.closeTurn(this.reply, true);
  }

  private closeTurn({ turn }: ReplyRun, interrupted: boolean): void {
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
    if (turn.audible) this.showPersona(turn, heard, true);
  }

  private played(turn: PersonaTurn, firstSound: boolean): void {
    const { epoch } = turn;
    this.dispatch({ type: firstSound ? 'reply.audible' : 'reply.progress', epoch });
    const heard = turn.heard().text;
    if (this.reply?.turn !== turn || heard === this.shownHeard) return;
    this.showPersona(turn, heard, false);
  }

  private showPersona(turn: PersonaTurn, heardText: string, final: boolean): void {
    this.shownHeard = heardText;
    const text = turn.spokenText();
    const { turnId } = turn;
    this.update({ type: 'transcript', turnId, speaker: 'persona', text, final, heardText });
  }

  private showTrainee(turnId: string, text: string, final: boolean): void {
    this.shownTurn = { id: turnId, text };
    this.update({ type: 'transcript', turnId, speaker: 'trainee', text, final });
  }

  /** Tells the user interface what has changed. */
  private show(): void {
    const { phase, turn } = this.state;
    if (phase === 'userSpeaking' || phase === 'maybeEnded') {
      const text = textOf(turn);
      const known = this.shownTurn.id === turn.id && this.shownTurn.text === text;
      if (text !== '' && !known) this.showTrainee(turn.id, text, false);
    }
    const state = sessionStateOf(this.state);
    if (state === this.shownState) return;
    this.shownState = state;
    this.log.add({ type: 'state.changed', state });
    this.update({ type: 'state', state });
  }

  private update(update: Parameters<CallSessionOptions['onUpdate']>[0]): void {
    if (this.live) this.options.onUpdate(update);
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
    (await this.resampler?.catch(() => null))?.close();
    this.log.add({ type: 'session.ended', reason });
    this.options.onEnded(reason);
    this.resolveEnded();
  }
}

const isLogged = (body: TurnEventBody): body is LoggedInput =>
  LOGGED_INPUTS.some((type) => type === body.type);

function sessionStateOf({ phase, reply }: TurnState): SessionState {
  switch (phase) {
    case 'idle':
    case 'userSpeaking':
    case 'maybeEnded':
      return 'listening';
    case 'thinking':
      return reply?.kind === 'opening' ? 'greeting' : 'thinking';
    case 'speaking':
    case 'softPaused':
      return reply?.kind === 'opening' ? 'greeting' : 'speaking';
    case 'closing':
    case 'ended':
      return 'closing';
  }
}
