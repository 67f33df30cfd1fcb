import { ONLY_FRAME, withoutLead } from './command-frames';
import { endsCall, endsCallAlone } from './end-commands';
import type { Wish } from './intent';
import type { PersonaIndex } from './persona-index';
import { clausesOf } from './speech-words';
import { switchIn } from './switch-commands';
import { asksTime } from './time-commands';

const SURE_COMMAND = 0.93;
const COMMAND_ALONE = 0.85;
const NO_COMMAND = 0.97;
const LOOKS_LIKE_ONE = 0.5;

/** Longer clauses are speech, not commands. */
const MAX_CLAUSE_WORDS = 26;

/** A command that is told of or depends on something is none: "He asked me, can we stop the call". */
const MAKES_IT_TALK =
  /(?:^| )(?:said|says|asked|asks|asking|told|tell them|tells|like|quote|goes|wrote|thought|heard)(?: (?:me|us|him|her|them|you))?$|^(?:(?:and|but|so|or) )?(?:if|when|whenever|once|unless|until|after|suppose|imagine|because|since|whether|while|as soon as|what if)(?: |$)/;
const TALKS_ON =
  /^(?:(?:and|but|so|then) )?(?:i|he|she|they|we) (?:said|told|asked|answered|was|were|replied)/;

/** Worth a second look: words of the exercise said by someone who wants something. */
const WORDS_OF_COMMANDS =
  /(?:^| )(?:switch|change|swap|instead|practice|practicing|role play|session|exercise|simulation|hang up|stop|quit|end|finish|done)(?: |$)/;
const WORDS_OF_TIME =
  /(?:^| )(?:time|minutes|long|longer)(?: .*)? (?:left|remaining|i have|do i have|have i)(?: |$)/;
const WANTS =
  /(?:^| )(?:i (?:would|want|need|think|do not want)|can we|can i|could we|could i|let us|let me|please|shall we|may i|i am)(?: |$)/;
const MODE_WORDS =
  /(?:^| )(?:interviews?|small talk|cold call(?:s|ing)?|sales|chat|practice|call|session|role play|this)(?: |$)/;
const SHORT = 14;

/** Commands to the exercise in what is said inside a role-play; everything else is `none`. */
export const commandIn = (words: readonly string[], personas: PersonaIndex): Wish => {
  const clauses = clausesOf(words);
  for (const [at, clause] of clauses.entries()) {
    if (clause.split(' ').length > MAX_CLAUSE_WORDS || isTalkedAbout(clauses, at)) continue;
    const found = commandOf(withoutLead(clause), personas) ?? lateCommandOf(clause, personas);
    if (found) return found;
  }
  return commandAlone(clauses) ?? noCommand(clauses);
};

const commandOf = (clause: string, personas: PersonaIndex): Wish | undefined => {
  if (asksTime(clause)) return { intent: 'time_left', confidence: SURE_COMMAND };
  const target = switchIn(clause, personas);
  if (target) return { intent: 'switch', ...target, confidence: SURE_COMMAND };
  if (endsCall(clause)) return { intent: 'end_call', confidence: SURE_COMMAND };
  return undefined;
};

const commandAlone = (clauses: readonly string[]): Wish | undefined => {
  const ends = clauses.map((clause) => endsCallAlone(withoutLead(clause)));
  if (!ends.includes(true)) return undefined;
  const isAll = clauses.every((clause, at) => ends[at] || ONLY_FRAME.test(clause));
  return isAll ? { intent: 'end_call', confidence: COMMAND_ALONE } : undefined;
};

/**
 * Without punctuation a command may follow anything: "that was great can we switch to interviews".
 * Only a request put as one counts there, and only behind words that report nothing.
 */
const LATE =
  / ((?:(?:can|could) (?:we|i|you)|please|let us|i would like to (?:switch|change)|i want to (?:switch|change)|how (?:much|many) (?:more )?(?:time|minutes) (?:do i|have i)) .+)$/;
const REPORTS =
  /(?:^| )(?:ask|asks|asked|asking|say|says|said|tell|tells|told|if|when|whether|think|thinks|thought|thinking|wonder|wondered|wondering|like|know|because|that we|about|where|who|what)(?: |$)/;

const lateCommandOf = (clause: string, personas: PersonaIndex): Wish | undefined => {
  const late = LATE.exec(clause);
  if (!late || REPORTS.test(clause.slice(0, late.index))) return undefined;
  return commandOf(late[1] ?? '', personas);
};

const isTalkedAbout = (clauses: readonly string[], at: number): boolean =>
  MAKES_IT_TALK.test(clauses[at - 1] ?? '') || TALKS_ON.test(clauses[at + 1] ?? '');

/** Unsure only where a command may hide, so that a model is not asked about every turn. */
const noCommand = (clauses: readonly string[]): Wish => ({
  intent: 'none',
  confidence: clauses.some(mayHideCommand) ? LOOKS_LIKE_ONE : NO_COMMAND,
});

const mayHideCommand = (clause: string): boolean => {
  if (clause.split(' ').length > SHORT) return false;
  if (WORDS_OF_TIME.test(clause)) return !/(?:^| )your? /.test(clause);
  return WORDS_OF_COMMANDS.test(clause) && WANTS.test(clause) && MODE_WORDS.test(clause);
};
