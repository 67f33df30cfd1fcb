import { initialTurnState, reduce } from '../turn/machine';
import type {
  Numbering,
  TimerName,
  TurnConfig,
  TurnEffect,
  TurnEvent,
  TurnPhase,
  TurnPolicy,
  TurnState,
} from '../turn/turn.types';
import { TurnInputs } from './turn-inputs';
import type { VoiceEvent } from './voice-event';

/** How calls took turns before their logs said so. */
const WITHOUT_ANTICIPATION = {
  startInterruptAfterMs: 300,
  startInterruptWords: 2,
  thinkingInterruptAfterMs: 0,
  cutInAfterMs: null,
  cutInWords: null,
  maxSpeculations: 0,
} as const;

export type ReplayStep = {
  /** On the call's clock. */
  atMs: number;
  input: TurnEvent;
  /** Who has the floor afterwards. */
  phase: TurnPhase;
  /** What was decided on it, in words; the same words always mean the same decision. */
  decisions: string[];
};

export type Replay = {
  /** Up to the first difference: after it the log tells of another call. */
  steps: ReplayStep[];
  /** Null where the log, or the replay, has no further decision. */
  difference: { atMs: number; logged: string | null; replayed: string | null } | null;
};

/**
 * What the call's last session has logged: whoever took over began anew. All of it where the log does
 * not say when a session began.
 */
export function lastSession(events: readonly VoiceEvent[]): readonly VoiceEvent[] {
  const from = events.findLastIndex((event) => event.type === 'session.started');
  return from > 0 ? events.slice(from) : events;
}

/** The call without what only led to it, such as the greeter's questions; all of a call that came no further. */
export function practisedPart(events: readonly VoiceEvent[]): readonly VoiceEvent[] {
  const from = events.findIndex((event) => event.type === 'session.started' && !event.prelude);
  return from > 0 ? events.slice(from) : events;
}

/**
 * Feeds what the turn machine was told in a call to the machine again, and compares its decisions
 * with those of the log. With a policy it answers where a call would first have gone another way;
 * timers then run by the policy and not by the log. Of several sessions the last is replayed.
 *
 * @throws Error when the log does not begin with a session that says how it takes turns.
 */
export function replay(log: readonly VoiceEvent[], policy?: Partial<TurnPolicy>): Replay {
  const events = lastSession(log);
  const started = events.find((event) => event.type === 'session.started');
  if (started?.type !== 'session.started' || !started.turn) {
    throw new Error('The log does not say how the call takes turns, so it cannot be replayed.');
  }
  const config = { ...WITHOUT_ANTICIPATION, ...started.turn, ...policy };
  const call = new ReplayedCall(config, policy !== undefined, started.after);
  const inputs = new TurnInputs(started.turn.talk);
  const logged = events.flatMap((event) => {
    const text = decisionInLog(event);
    return text === null ? [] : [{ atMs: event.atMs, text }];
  });
  const matters = policy === undefined ? () => true : isHeard;
  for (const event of events) {
    const input = inputs.of(event);
    if (input) call.take(input);
  }
  return compare(call, logged.filter(matters), call.decided.filter(matters));
}

type Decision = { atMs: number; text: string };

/** What is prepared and dropped decides nothing about who has the floor. */
const UNHEARD = { prepared: ', kept back', dropped: ' dropped unheard' } as const;
const isHeard = ({ text }: Decision): boolean =>
  !Object.values(UNHEARD).some((ending) => text.endsWith(ending));

/** Replies are numbered in order, with those that nobody heard. */
const withoutNumber = (text: string | undefined): string | undefined => text?.replace(/ p\d+/, '');

function compare(
  { steps }: ReplayedCall,
  logged: readonly Decision[],
  decided: readonly (Decision & { step: number })[],
): Replay {
  const isCutShort = logged.at(-1)?.text.startsWith('end ') !== true;
  for (const [at, made] of decided.entries()) {
    const known = logged[at];
    if (withoutNumber(made.text) === withoutNumber(known?.text) || (!known && isCutShort)) continue;
    return {
      steps: steps.slice(0, made.step + 1),
      difference: { atMs: made.atMs, logged: known?.text ?? null, replayed: made.text },
    };
  }
  const missing = logged[decided.length];
  const difference = missing ? { atMs: missing.atMs, logged: missing.text, replayed: null } : null;
  return { steps, difference };
}

class ReplayedCall {
  readonly steps: ReplayStep[] = [];
  readonly decided: (Decision & { step: number })[] = [];
  private state: TurnState;
  private readonly timers = new Map<TimerName, number>();

  constructor(
    config: TurnConfig,
    private readonly ownTimers: boolean,
    after?: Numbering,
  ) {
    this.state = initialTurnState(config, after);
  }

  take(input: TurnEvent): void {
    if (this.ownTimers) {
      if (input.type === 'timer.fired') return;
      this.fireUntil(input.atMs);
    }
    this.step(input);
  }

  private fireUntil(atMs: number): void {
    for (;;) {
      const [next] = [...this.timers].sort(([, one], [, other]) => one - other);
      if (!next || next[1] > atMs) return;
      this.timers.delete(next[0]);
      this.step({ type: 'timer.fired', name: next[0], atMs: next[1] });
    }
  }

  private step(input: TurnEvent): void {
    const { atMs } = input;
    const { state, effects } = reduce(this.state, input);
    this.state = state;
    const decisions: string[] = [];
    for (const effect of effects) {
      if (effect.type === 'startTimer') this.timers.set(effect.name, atMs + effect.delayMs);
      else if (effect.type === 'cancelTimer') this.timers.delete(effect.name);
      const text = decisionOf(effect);
      if (text !== null) decisions.push(text);
    }
    this.decided.push(...decisions.map((text) => ({ atMs, text, step: this.steps.length })));
    this.steps.push({ atMs, input, phase: state.phase, decisions });
  }
}

/** What was said by whom, when; a millisecond more or less is no other decision. */
function decisionOf(effect: TurnEffect): string | null {
  switch (effect.type) {
    case 'commitTurn':
      return `turn ${effect.turnId} by ${effect.by}: ${effect.text}`;
    case 'dropTurn':
      return 'no turn';
    case 'startReply':
      return `reply ${effect.turnId} to ${effect.answers}`;
    case 'speculate':
      return `reply ${effect.turnId} to ${effect.answers}${UNHEARD.prepared}`;
    case 'releaseReply':
      return `reply p${effect.epoch} to ${effect.answers}`;
    case 'discardReply':
      return `reply p${effect.epoch}${UNHEARD.dropped}`;
    case 'speakPhrase':
      return `phrase ${effect.turnId}: ${effect.phrase}`;
    case 'interruption':
      return `interruption of ${effect.turnId}: ${effect.outcome}`;
    case 'endCall':
      return `end ${effect.reason}`;
    default:
      return null;
  }
}

const epochOf = (personaTurnId: string): number => Number(personaTurnId.slice(1));

function decisionInLog(event: VoiceEvent): string | null {
  switch (event.type) {
    case 'turn.committed':
      return decisionOf({ ...event, type: 'commitTurn' });
    case 'turn.unheard':
      return decisionOf({ type: 'dropTurn', turnId: '' });
    case 'reply.started': {
      const { epoch, turnId, phrase, answers = '' } = event;
      if (!phrase) return decisionOf({ type: 'startReply', epoch, turnId, answers });
      return decisionOf({ type: 'speakPhrase', epoch, turnId, phrase, nudge: 0, reason: null });
    }
    case 'reply.speculated':
      return decisionOf({ ...event, type: 'speculate', text: '' });
    case 'reply.released':
      return decisionOf({ ...event, type: 'releaseReply', epoch: epochOf(event.turnId) });
    case 'reply.discarded':
      return decisionOf({ type: 'discardReply', epoch: epochOf(event.turnId) });
    case 'interruption':
      return decisionOf(event);
    case 'session.ended':
      // Whoever finds a crashed call ends its log, not the machine.
      return event.reason === 'crashed'
        ? null
        : decisionOf({ type: 'endCall', reason: event.reason });
    default:
      return null;
  }
}
