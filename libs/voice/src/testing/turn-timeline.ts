import { initialTurnState, reduce } from '../turn/machine';
import { TURN_POLICIES } from '../turn/policy';
import type { TurnConfig, TurnEffect, TurnEvent, TurnState } from '../turn/turn.types';

/** Without what anticipates; a test about that turns it on. */
export const CONFIG: TurnConfig = {
  ...TURN_POLICIES.cold_call,
  cutInAfterMs: null,
  cutInWords: null,
  maxSpeculations: 0,
  talk: 'open',
  finalBudgetMs: 400,
};

type Untimed<T> = T extends { atMs: number } ? Omit<T, 'atMs'> : never;
export type Said = Untimed<TurnEvent>;

/** Runs the machine with its own timers, so that a test only tells what happens when. */
export class Timeline {
  state: TurnState;
  nowMs = 0;
  readonly effects: (TurnEffect & { atMs: number })[] = [];
  private readonly timers = new Map<string, number>();

  constructor(config: Partial<TurnConfig> = {}) {
    this.state = initialTurnState({ ...CONFIG, ...config });
  }

  say(...events: Said[]): this {
    for (const event of events) {
      const { state, effects } = reduce(this.state, { ...event, atMs: this.nowMs });
      this.state = state;
      for (const effect of effects) {
        this.effects.push({ ...effect, atMs: this.nowMs });
        if (effect.type === 'startTimer') this.timers.set(effect.name, this.nowMs + effect.delayMs);
        if (effect.type === 'cancelTimer') this.timers.delete(effect.name);
      }
    }
    return this;
  }

  wait(ms: number): this {
    const untilMs = this.nowMs + ms;
    for (;;) {
      const [next] = [...this.timers].sort((a, b) => a[1] - b[1]);
      if (!next || next[1] > untilMs) break;
      this.timers.delete(next[0]);
      this.nowMs = next[1];
      this.say({ type: 'timer.fired', name: next[0] as TurnState['armed'][number] });
    }
    this.nowMs = untilMs;
    return this;
  }

  /** What happened, without timers. */
  get done(): string[] {
    return this.effects.flatMap((effect) => {
      if (effect.type === 'startTimer' || effect.type === 'cancelTimer') return [];
      if (effect.type === 'commitTurn') {
        return [`commit ${effect.turnId} "${effect.text}" ${effect.by}`];
      }
      if (effect.type === 'startReply') return [`reply ${effect.epoch} to ${effect.answers}`];
      if (effect.type === 'speakPhrase') return [`say ${effect.phrase}`];
      if (effect.type === 'interruption') return [`interruption ${effect.outcome}`];
      if (effect.type === 'endCall') return [`end ${effect.reason}`];
      return [effect.type];
    });
  }

  forget(): this {
    this.effects.length = 0;
    return this;
  }

  get timersLeft(): number {
    return this.timers.size;
  }
}

/** The greeting is over; the trainee has the floor. */
export function listening(config: Partial<TurnConfig> = {}): Timeline {
  return new Timeline(config)
    .say({ type: 'started' })
    .say({ type: 'reply.audible', epoch: 1 })
    .wait(500)
    .say({ type: 'reply.finished', epoch: 1 })
    .forget();
}

/** The trainee asked, the persona (epoch 2) has been audible for two seconds. */
export function speaking(config: Partial<TurnConfig> = {}): Timeline {
  return listening(config)
    .say({ type: 'text.final', text: 'What do you sell?', by: 'typing' })
    .wait(300)
    .say({ type: 'reply.audible', epoch: 2 })
    .wait(2000)
    .say({ type: 'reply.progress', epoch: 2 })
    .forget();
}

export const start: Said = { type: 'speech.started' };
export const end: Said = { type: 'speech.ended' };
export const interim = (text: string): Said => ({ type: 'stt.interim', text });
export const final = (text: string, heard?: string): Said => ({ type: 'stt.final', text, heard });
export const typed = (text: string): Said => ({ type: 'text.final', text, by: 'typing' });
export const recognised = (text: string): Said => ({ type: 'text.final', text, by: 'recognition' });

export type Case = [name: string, timeline: () => Timeline, done: string[]];
