import { choiceIn } from './choosing';
import { leavesGreeter } from './end-commands';
import { commandIn } from './in-call-commands';
import { BUILT_IN_CARDS, type DetectedIntent, type IntentOptions, SURE, type Wish } from './intent';
import { indexOf, type PersonaIndex } from './persona-index';
import { clausesOf, speechWords } from './speech-words';
import { asksGreeterTime } from './time-commands';

const LOOSE = 0.85;
const NOTHING_SAID = 1;
const SWITCHES = new Set('switch switching change changing swap'.split(' '));
const NO_CHOICE = 0.9;
/** Answers that hold no wish at all: nothing for a model to find. */
const EMPTY_ANSWER =
  /^(?:(?:hello|hi|hey|yes|no|what|pardon|sorry|thanks|thank you|okay|help|repeat|again|please|well|who is this|i do not know|not sure|i am not sure|can you hear me|[0-9#* ]+)(?: |$))+$/;

/**
 * What somebody wants who was asked what to practise, or, with `inCall`, whether they command the
 * exercise from inside a role-play. Rules alone, well under a millisecond, never throws; input
 * beyond 1,600 characters is not read.
 */
export const detectIntent = (phrase: string, options: IntentOptions = {}): DetectedIntent => {
  const words = speechWords(phrase);
  const personas = indexOf(options.catalogue ?? BUILT_IN_CARDS);
  const wish = wishIn(words, personas, options.inCall === true);
  return { phrase, ...wish, by: 'rules' };
};

const wishIn = (words: readonly string[], personas: PersonaIndex, inCall: boolean): Wish => {
  if (words.length === 0) return { intent: 'none', confidence: NOTHING_SAID };
  const command = commandIn(words, personas);
  if (inCall) return command;
  const choice = choiceIn(words, personas);
  if (command.intent !== 'none' && !isPlainChoice(words, command, choice)) return command;
  if (choice.intent !== 'none' && choice.confidence >= SURE) return choice;
  return asideIn(words) ?? unclear(words, choice);
};

/** "I want to practise interviews" switches nothing while nothing runs, unless that is said. */
const isPlainChoice = (words: readonly string[], command: Wish, choice: Wish): boolean =>
  command.intent === 'switch' &&
  choice.intent === command.mode &&
  !words.some((word) => SWITCHES.has(word));

const asideIn = (words: readonly string[]): Wish | undefined => {
  const clauses = clausesOf(words);
  if (clauses.some(asksGreeterTime)) return { intent: 'time_left', confidence: LOOSE };
  // "No, thanks" is one answer, however it is punctuated.
  if ([...clauses, clauses.join(' ')].some(leavesGreeter)) {
    return { intent: 'end_call', confidence: LOOSE };
  }
  return undefined;
};

const unclear = (words: readonly string[], choice: Wish): Wish =>
  choice.intent === 'none' && EMPTY_ANSWER.test(clausesOf(words).join(' '))
    ? { intent: 'none', confidence: NO_CHOICE }
    : choice;
