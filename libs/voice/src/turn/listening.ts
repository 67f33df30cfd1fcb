import { isEcho, isJunk, looksUnfinished } from './lexicon';
import { ECHO_WINDOW_MS, STUCK_SPEECH_MS } from './policy';
import type { Step } from './step';
import {
  arm,
  collect,
  enter,
  forgetTurn,
  listen,
  silence,
  speakPhrase,
  startReply,
  textOf,
} from './step';
import type { CollectedTurn, CommitCause } from './turn.types';

/** The trainee's side: when a turn has ended, and whether there is anything in it to answer. */

export function userSpeaks(step: Step): void {
  enter(step, 'userSpeaking');
  arm(step, 'stuckSpeech', STUCK_SPEECH_MS);
}

/** Speech stopped: the turn ends once it was silent long enough and its text is complete. */
export function mayHaveEnded(step: Step): void {
  const { config, turn } = step.state;
  enter(step, 'maybeEnded');
  const silentMs = step.atMs - (turn.endMs ?? turn.lastTextMs ?? step.atMs);
  const waits = {
    endpoint: config.minSilenceMs,
    finalBudget: Math.max(config.minSilenceMs, config.finalBudgetMs),
    maxSilence: config.maxSilenceMs,
  };
  for (const name of ['endpoint', 'finalBudget', 'maxSilence'] as const) {
    if (waits[name] > silentMs) arm(step, name, waits[name] - silentMs);
  }
  decide(step);
}

/**
 * Commits, drops or goes on waiting; called whenever one of the conditions may have changed. A
 * timer that is no longer armed has passed: clocks may fire a hair early, so no time is compared.
 */
export function decide(step: Step): void {
  const { phase, speech, turn, armed } = step.state;
  if (phase !== 'maybeEnded' || speech.active) return;
  const text = textOf(turn);
  const budgetSpent = !armed.includes('finalBudget');
  if (turn.released) {
    if (turn.finalised || budgetSpent) commit(step, 'release');
    return;
  }
  if (armed.includes('endpoint')) return;
  const settled = isJunk(text) || !looksUnfinished(text);
  if (settled && (turn.finalised || budgetSpent)) commit(step, 'silence');
  else if (text === '' || armed.includes('maxSilence')) return;
  else if (turn.interim !== '' || turn.awaited === 0 || budgetSpent) commit(step, 'max_silence');
}

export function commit(step: Step, by: CommitCause): void {
  const { turn, turnCount } = step.state;
  if (isJunk(textOf(turn))) {
    unheard(step);
    return;
  }
  recordTurn(step, turn, by);
  step.state.turnCount = Math.max(turnCount, Number(turn.id.slice(1)));
  step.state.nudges = 0;
  forgetTurn(step);
  startReply(step, turn);
}

/** A second record of the same turn replaces the first. */
export function recordTurn(step: Step, turn: CollectedTurn, by: CommitCause): void {
  const startMs = turn.startMs ?? step.atMs;
  const endMs = Math.max(startMs, turn.endMs ?? turn.lastTextMs ?? step.atMs);
  step.effects.push({
    type: 'commitTurn',
    turnId: turn.id,
    text: textOf(turn),
    startMs,
    endMs,
    by,
    ...(turn.typed && turn.interim === '' ? { typed: true } : {}),
  });
}

export function unheard(step: Step): void {
  step.effects.push({ type: 'dropTurn', turnId: step.state.turn.id });
  forgetTurn(step);
  // A noise before the persona's first sound must not leave both sides waiting for the other.
  if (step.state.audibleAtMs === null) speakPhrase(step, 'opening');
  else listen(step);
}

/**
 * The trainee goes on before the reply is audible: the reply is dropped and its turn is open again,
 * so that one turn never gets two answers.
 */
export function reclaim(step: Step): void {
  const { reply } = step.state;
  silence(step);
  if (reply?.turn) step.state.turn = { ...reply.turn, released: false, awaited: 0 };
}

/** A final transcript, or typed words; it replaces the interim text it grew from. */
export function addFinal(step: Step, text: string, typed = false): void {
  const { speech, turn } = step.state;
  const awaited = Math.max(0, turn.awaited - 1);
  const blank = text.trim() === '';
  collect(step, {
    finals: blank ? turn.finals : [...turn.finals, text.trim()],
    interim: '',
    typed: blank ? turn.typed : typed && (turn.typed || turn.finals.length === 0),
    // One that belongs to an earlier part of the turn says nothing about speech that goes on.
    finalised: awaited === 0 && !(speech.active && turn.awaited > 0),
    awaited,
    startMs: turn.startMs ?? step.atMs,
    lastTextMs: step.atMs,
  });
}

export function addInterim(step: Step, text: string): void {
  const { turn } = step.state;
  collect(step, {
    interim: text,
    finalised: false,
    streamed: true,
    startMs: turn.startMs ?? step.atMs,
    lastTextMs: step.atMs,
  });
}

/** The persona's own voice, picked up by the trainee's microphone. */
export function hearsEcho(step: Step, text: string, heard: string | undefined): boolean {
  const { audibleAtMs, speech, reply } = step.state;
  if (heard === undefined || audibleAtMs === null) return false;
  const overlaps =
    reply?.audible === true ||
    step.atMs - audibleAtMs <= ECHO_WINDOW_MS ||
    (speech.active && speech.startedAtMs - audibleAtMs <= ECHO_WINDOW_MS);
  return overlaps && isEcho(text, heard);
}
