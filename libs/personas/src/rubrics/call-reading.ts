import * as lexicon from '../brain/lexicon';
import type { DeliveryMetrics } from '../delivery/delivery-metrics.schema';
import { isInvitation, isOpenQuestion, isQuestion } from '../text/questions';
import { stemsOf } from '../text/stop-words';
import { folded, hasPhrase, sentencesOf, wordsOf } from '../text/words';
import type { TranscriptTurn } from '../transcript';
import type { Rubric } from './rubric.schema';

/** A trainee's sentence that may serve as evidence. */
export type Sentence = {
  turn: TranscriptTurn;
  /** Place of its turn among all turns, and among the trainee's. */
  turnIndex: number;
  traineeTurnIndex: number;
  text: string;
  folded: string;
  words: number;
  asks: boolean;
  asksOpenly: boolean;
  stems: ReadonlySet<string>;
};

/** A call as the rules read it; sentences that only imitate the rubric are left out. */
export type CallReading = {
  turns: readonly TranscriptTurn[];
  traineeTurns: readonly TranscriptTurn[];
  personaTurns: readonly TranscriptTurn[];
  sentences: readonly Sentence[];
  metrics: DeliveryMetrics;
};

export const readCall = (
  rubric: Rubric,
  turns: readonly TranscriptTurn[],
  metrics: DeliveryMetrics,
): CallReading => {
  const ordered = [...turns].sort((a, b) => a.startMs - b.startMs);
  const traineeTurns = ordered.filter(({ speaker }) => speaker === 'trainee');
  const said = ordered.flatMap((turn, turnIndex) =>
    turn.speaker === 'trainee' ? sentencesOfTurn(turn, turnIndex, traineeTurns.indexOf(turn)) : [],
  );
  const isRecital = recitalOf(rubric, said);
  const sentences = said.filter((sentence) => isSpoken(sentence) && !isRecital(sentence));
  const personaTurns = ordered.filter(({ speaker }) => speaker === 'persona');
  return { turns: ordered, traineeTurns, personaTurns, sentences, metrics };
};

const sentencesOfTurn = (
  turn: TranscriptTurn,
  turnIndex: number,
  traineeTurnIndex: number,
): Sentence[] =>
  sentencesOf(turn.text).map((text) => {
    const fold = folded(text);
    return {
      turn,
      turnIndex,
      traineeTurnIndex,
      text,
      folded: fold,
      words: wordsOf(text).length,
      asks: isQuestion(text) || isInvitation(text),
      asksOpenly: isOpenQuestion(text),
      stems: stemsOf(text),
    };
  });

const GLUE = new Set(
  `a an the i we you it is are am was were be to of and that for with in on at do did does have has had not can
  my your our me us but so as or if this there what how who when will would could from by`.split(
    /\s+/,
  ),
);

/** Spoken sentences are full of small words; heaps of keywords, and orders to a grader, are not. */
const isSpoken = ({ folded: fold, words }: Sentence): boolean => {
  if (hasPhrase(fold, lexicon.META)) return false;
  if (words < 8) return true;
  const all = fold.trim().split(' ');
  return all.filter((word) => GLUE.has(word)).length / all.length >= 0.2;
};

/** So many examples said word for word are read out; one or two are learned from. */
const EXAMPLES_LEARNED = 3;

/** Recognises sentences that read the checks, or a series of their examples, aloud. */
const recitalOf = (
  rubric: Rubric,
  said: readonly Sentence[],
): ((sentence: Sentence) => boolean) => {
  const checks = rubric.criteria.flatMap(({ checks }) => checks);
  const examples = checks.map(({ example }) => folded(example));
  const asksOfCheck = checks.map(({ question }) => stemsOf(question));
  const isExample = ({ folded: fold, words }: Sentence): boolean =>
    words > 2 && examples.some((example) => example.includes(fold) || fold.includes(example));
  const recites = said.filter(isExample).length > EXAMPLES_LEARNED;
  return (sentence) => {
    if (hasPhrase(sentence.folded, ['the trainee'])) return true;
    if (recites && isExample(sentence)) return true;
    const own = [...sentence.stems];
    return (
      own.length >= 4 &&
      asksOfCheck.some((stems) => own.filter((stem) => stems.has(stem)).length / own.length >= 0.8)
    );
  };
};

/** Questions that were left with the other side and answered by it. */
export const answeredQuestions = ({ sentences, turns }: CallReading): Sentence[] =>
  sentences.filter((sentence) => {
    if (!sentence.asks || turns[sentence.turnIndex + 1]?.speaker !== 'persona') return false;
    // Among the last two sentences: asked and then talked past does not count.
    return sentencesOf(sentence.turn.text).slice(-2).includes(sentence.text);
  });

const STEMS_OF_TURN = new WeakMap<TranscriptTurn, ReadonlySet<string>>();

/** Each turn is looked at from many sentences; its stems are read once. */
export const stemsOfTurn = (turn: TranscriptTurn): ReadonlySet<string> => {
  const known = STEMS_OF_TURN.get(turn);
  if (known) return known;
  const stems = stemsOf(turn.text);
  STEMS_OF_TURN.set(turn, stems);
  return stems;
};

/** What the persona said right before the sentence's turn. */
export const heardBefore = ({ turns }: CallReading, sentence: Sentence): ReadonlySet<string> => {
  const before = turns[sentence.turnIndex - 1];
  return before?.speaker === 'persona' ? stemsOfTurn(before) : new Set();
};

export const takesUp = (call: CallReading, sentence: Sentence): boolean => {
  const heard = heardBefore(call, sentence);
  return [...sentence.stems].some((stem) => heard.has(stem));
};

/** A stem the persona used at least `turnsAgo` turns before and not in its last turn. */
export const comesBack = (call: CallReading, sentence: Sentence, turnsAgo = 3): boolean => {
  const last = heardBefore(call, sentence);
  const earlier = call.turns
    .slice(0, Math.max(0, sentence.turnIndex - turnsAgo))
    .filter(({ speaker }) => speaker === 'persona')
    .map(stemsOfTurn);
  const own = call.turns
    .slice(Math.max(0, sentence.turnIndex - turnsAgo), sentence.turnIndex)
    .filter(({ speaker }) => speaker === 'trainee')
    .map(stemsOfTurn);
  return [...sentence.stems].some(
    (stem) =>
      !last.has(stem) &&
      earlier.some((stems) => stems.has(stem)) &&
      !own.some((stems) => stems.has(stem)),
  );
};
