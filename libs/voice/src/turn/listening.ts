import { isEcho, isJunk, isSentence, looksUnfinished } from './lexicon';
import { learnPause, patienceMs } from './pace';
import { ECHO_WINDOW_MS, STUCK_SPEECH_MS } from './policy';
import { dropUnlessSame, speculate } from './speculation';
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
import { isEmpty, isUnwritten } from './wordless';

/** The trainee's side: when a turn has ended, and whether there is anything in it to answer. */

/** From here on a turn is rather complete than not. */
const LIKELY = 0.5;

type Said = { typed?: boolean; endOfTurn?: number; turnEnded?: true };

export function userSpeaks(step: Step): void {
  const { config, turn } = step.state;
  enter(step, 'userSpeaking');
  arm(step, 'stuckSpeech', STUCK_SPEECH_MS);
  if (config.cutInAfterMs === null) return;
  arm(step, 'cutIn', config.cutInAfterMs - (step.atMs - (turn.startMs ?? step.atMs)));
}

/** Speech went on after a pause: one that followed complete words tells how this trainee talks. */
export function learnFrom(step: Step, turn: CollectedTurn, resumedAtMs: number): void {
  if (turn.endMs === null || turn.typed || endOfTurnScore(turn) < LIKELY) return;
  step.state.pace = learnPause(step.state.pace, resumedAtMs - turn.endMs);
}

/** Speech stopped: the turn ends once it was silent long enough and its text is complete. */
export function mayHaveEnded(step: Step): void {
  const { config, turn, pace } = step.state;
  enter(step, 'maybeEnded');
  const endedMs = turn.endMs ?? turn.lastTextMs ?? step.atMs;
  // A recogniser that is told of the end begins its work then, not when speech really ended.
  const notedMs = turn.endNotedMs ?? endedMs;
  const dueMs = {
    endpoint: endedMs + patienceMs(config, pace),
    finalBudget: Math.max(endedMs + config.minSilenceMs, notedMs + config.finalBudgetMs),
    maxSilence: endedMs + config.maxSilenceMs,
  };
  for (const name of ['endpoint', 'finalBudget', 'maxSilence'] as const) {
    if (dueMs[name] > step.atMs) arm(step, name, dueMs[name] - step.atMs);
  }
  decide(step);
}

/**
 * Commits, drops or goes on waiting; called whenever one of the conditions may have changed. A
 * timer that is no longer armed has passed: clocks may fire a hair early, so no time is compared.
 */
export function decide(step: Step): void {
  const { phase, speech, turn } = step.state;
  if (phase !== 'maybeEnded' || speech.active) return;
  const cause = causeToCommit(step);
  if (cause !== null) commit(step, cause);
  else if (!turn.released && worthAnswering(turn)) speculate(step, textOf(turn));
}

function causeToCommit({ state }: Step): CommitCause | null {
  const { turn, armed } = state;
  const text = textOf(turn);
  const unwritten = isUnwritten(state.config, turn);
  const settledText = turn.finalised || unwritten || !armed.includes('finalBudget');
  if (turn.released) return settledText ? 'release' : null;
  if (turn.turnEnded && turn.finalised) return 'model';
  if (armed.includes('endpoint')) return null;
  const complete = unwritten || isJunk(text) || endOfTurnScore(turn) >= LIKELY;
  if (complete && settledText) return 'silence';
  if (text === '' || armed.includes('maxSilence')) return null;
  return turn.interim !== '' || turn.awaited === 0 || settledText ? 'max_silence' : null;
}

/** Words that will hardly change: settled ones, or ones that read like whole sentences. */
function worthAnswering(turn: CollectedTurn): boolean {
  const allThere = turn.streamed || turn.awaited === 0;
  const settled = turn.finalised || turn.endOfTurn !== null || isSentence(textOf(turn));
  return allThere && settled && endOfTurnScore(turn) >= LIKELY;
}

export function commit(step: Step, by: CommitCause): void {
  const { config, turn, turnCount } = step.state;
  if (isEmpty(config, turn)) {
    unheard(step);
    return;
  }
  recordTurn(step, turn, by);
  if (isUnwritten(config, turn)) step.state.unwritten = [...step.state.unwritten, turn];
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
  const { reply, turn } = step.state;
  silence(step);
  if (!reply?.turn) return;
  // Speech that was held against the answer was the latest of the turn.
  const ended = turn.endMs === null ? {} : { endMs: turn.endMs, endNotedMs: turn.endNotedMs };
  const { config, unwritten } = step.state;
  // Words that are on their way belong to the turn that is open again.
  step.state.unwritten = unwritten.filter(({ id }) => id !== reply.turn?.id);
  const awaited = config.wordless ? reply.turn.awaited : 0;
  step.state.turn = { ...reply.turn, ...ended, released: false, awaited };
}

/** A recogniser's or scorer's word for it counts more than what the text looks like. */
function endOfTurnScore(turn: CollectedTurn): number {
  return turn.endOfTurn ?? (looksUnfinished(textOf(turn)) ? 0 : 1);
}

/** A final transcript, or typed words; it replaces the interim text it grew from. */
export function addFinal(
  step: Step,
  text: string,
  { typed = false, endOfTurn, turnEnded }: Said = {},
): void {
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
    endOfTurn: blank ? turn.endOfTurn : (endOfTurn ?? null),
    turnEnded: turnEnded === true,
    // Whoever decides so follows along, and sends no second one when voice activity ends.
    streamed: turn.streamed || turnEnded === true,
  });
  dropUnlessSame(step);
}

export function addInterim(step: Step, text: string, endOfTurn?: number): void {
  const { turn } = step.state;
  collect(step, {
    interim: text,
    finalised: false,
    streamed: true,
    startMs: turn.startMs ?? step.atMs,
    lastTextMs: step.atMs,
    endOfTurn: endOfTurn ?? null,
    turnEnded: false,
  });
  dropUnlessSame(step);
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
