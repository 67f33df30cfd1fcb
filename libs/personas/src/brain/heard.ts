import type { HiddenNeed, Mode } from '../persona.schema';
import { isOpenQuestion, questionsIn } from '../text/questions';
import { folded, hasPhrase, MAX_TURN_CHARS, phraseIn, sentencesOf, wordsOf } from '../text/words';
import { amountIn, dayIn } from './appointment';
import * as lexicon from './lexicon';
import type { TraineeMove } from './persona-brain';
import { type Repair, repairIn } from './repair';

/** A trainee's turn as the brain understands it. */
export type Heard = {
  text: string;
  folded: string;
  words: number;
  move: TraineeMove;
  /** Tries to talk to the machinery rather than to the person. */
  meta: boolean;
  /** The line rather than the subject: "can you hear me", "say that again", "one moment". */
  repair: Repair | undefined;
  questions: string[];
  asksOpenly: boolean;
  greets: boolean;
  asksHowAreYou: boolean;
  asksPermission: boolean;
  pitches: boolean;
  acknowledges: boolean;
  gives: { evidence: boolean; figure: boolean };
  apologises: boolean;
  proposes: boolean;
  leaves: boolean;
  day: string | undefined;
  amount: string | undefined;
  need: HiddenNeed | undefined;
};

export type Listening = {
  mode: Mode;
  /** The persona has raised an objection that stands unanswered. */
  objectionPending: boolean;
  /** The persona's last words asked something. */
  personaAsked: boolean;
  needs: readonly HiddenNeed[];
  /** The trainee has spoken before. */
  underway?: boolean;
  /** The trainee asked for a moment. */
  held?: boolean;
};

/** Recognition by rules; linear in the (bounded) length of the text. */
export const hear = (raw: string, listening: Listening): Heard => {
  const text = raw.slice(0, MAX_TURN_CHARS).trim();
  const fold = folded(text);
  const questions = questionsIn(text);
  const heard: Heard = {
    text,
    folded: fold,
    words: wordsOf(text).length,
    move: 'unclear',
    meta: hasPhrase(fold, lexicon.META),
    repair: repairIn(
      { text, folded: fold },
      {
        mode: listening.mode,
        underway: listening.underway === true,
        held: listening.held === true,
      },
    ),
    questions,
    asksOpenly: questions.some(isOpenQuestion),
    greets: fold.startsWith(' morning ') || hasPhrase(startOf(fold), lexicon.GREETINGS),
    asksHowAreYou: hasPhrase(fold, lexicon.HOW_ARE_YOU),
    asksPermission: hasPhrase(fold, lexicon.PERMISSION),
    pitches: hasPhrase(fold, lexicon.PITCHES),
    acknowledges: hasPhrase(fold, lexicon.ACKNOWLEDGES),
    gives: { evidence: hasPhrase(fold, lexicon.EVIDENCE), figure: hasFigure(fold) },
    apologises: hasPhrase(fold, lexicon.APOLOGIES),
    proposes: proposesNextStep(fold, text, questions),
    leaves: leaves(fold, text, listening.mode),
    day: dayIn(text),
    amount: amountIn(text),
    need: needTouched(folded(questions.filter(isNoCourtesy).join(' ')), listening.needs),
  };
  return { ...heard, move: moveOf(heard, listening) };
};

const moveOf = (heard: Heard, listening: Listening): TraineeMove => {
  if (heard.repair) return heard.repair === 'line_check' ? 'greeting' : 'question';
  if (isNoise(heard)) return 'unclear';
  if (isRude(heard.folded)) return 'rudeness';
  if (heard.meta) return 'unclear';
  if (heard.leaves) return 'farewell';
  if (listening.mode === 'cold_call') return salesMove(heard, listening);
  return listening.mode === 'interview' ? interviewMove(heard) : socialMove(heard, listening);
};

const salesMove = (heard: Heard, listening: Listening): TraineeMove => {
  if (heard.proposes) return 'next_step';
  const asksAboutThem = heard.questions.length > 0 && asksAboutYou(heard);
  if (speaksOfPrice(heard) && !(asksAboutThem && !heard.amount)) return 'price';
  if (listening.objectionPending && handles(heard)) return 'objection_handling';
  if (asksAboutThem && !isCourtesy(heard)) return 'discovery_question';
  if (heard.pitches && heard.words > 3) return 'pitch';
  if (heard.greets && heard.words < 40) return 'greeting';
  if (heard.asksHowAreYou) return 'greeting';
  if (heard.questions.length > 0) return 'question';
  if (heard.acknowledges && heard.words > 4) return 'objection_handling';
  if (hasPhrase(heard.folded, lexicon.SMALL_TALK) && heard.words < 25) return 'small_talk';
  return 'answer';
};

const interviewMove = (heard: Heard): TraineeMove => {
  if (heard.greets && heard.words < 14) return 'greeting';
  const last = sentencesOf(heard.text).at(-1);
  const asksOnly = last !== undefined && heard.questions.includes(last) && heard.words < 45;
  if (asksOnly) return heard.asksHowAreYou ? 'greeting' : 'question';
  return 'answer';
};

const socialMove = (heard: Heard, listening: Listening): TraineeMove => {
  if (heard.greets && heard.words < 9) return 'greeting';
  if (heard.asksHowAreYou && heard.words < 9) return 'greeting';
  if (heard.questions.length > 0) return 'question';
  return listening.personaAsked ? 'answer' : 'small_talk';
};

const startOf = (fold: string): string => `${fold.split(' ').slice(0, 9).join(' ')} `;

const isNoise = (heard: Heard): boolean => {
  const words = heard.folded.trim().split(' ').filter(Boolean);
  if (words.every((word) => lexicon.NOISE.has(word))) return true;
  // Keys hit at random: no word of more than three letters without a vowel is one.
  return words.every((word) => word.length > 3 && !/[aeiouyà-ÿ]/u.test(word) && !/\d/.test(word));
};

const isRude = (fold: string): boolean => {
  const insult = phraseIn(fold, lexicon.INSULTS);
  return insult !== undefined && !fold.includes(` not ${insult} `);
};

const handles = (heard: Heard): boolean =>
  heard.words > 5 &&
  (heard.acknowledges || heard.gives.evidence || heard.gives.figure || heard.apologises);

const speaksOfPrice = (heard: Heard): boolean =>
  !hasPhrase(heard.folded, ['saved', 'save', 'saves', 'saving', 'savings']) &&
  (heard.amount !== undefined || hasPhrase(heard.folded, lexicon.PRICE_WORDS));

const asksAboutYou = (heard: Heard): boolean => {
  if (heard.need) return true;
  const asked = folded(heard.questions.join(' '));
  return hasPhrase(asked, ['you', 'your', 'yours', 'yourself']);
};

/** "Did I catch you at a bad time?" asks for a minute, not about anybody's time. */
const isNoCourtesy = (question: string): boolean => {
  const fold = folded(question);
  return !hasPhrase(fold, lexicon.PERMISSION) && !hasPhrase(fold, lexicon.HOW_ARE_YOU);
};

const isCourtesy = (heard: Heard): boolean =>
  !heard.need && !heard.asksOpenly && (heard.asksPermission || heard.asksHowAreYou)
    ? true
    : heard.asksHowAreYou && heard.questions.length === 1 && !heard.need;

const proposesNextStep = (fold: string, text: string, questions: readonly string[]): boolean => {
  const offers = hasPhrase(fold, lexicon.PROPOSALS);
  const step = hasPhrase(fold, lexicon.NEXT_STEPS);
  // "Demo?": a step named as a question and nothing else.
  if (step && (questions.length > 0 || dayIn(text)) && fold.trim().split(' ').length < 5) {
    return true;
  }
  if (step && offers && !fold.includes(' last meeting ')) return true;
  return dayIn(text) !== undefined && offers && (questions.length > 0 || step);
};

const leaves = (fold: string, text: string, mode: Mode): boolean => {
  const last = sentencesOf(text).slice(-2).join(' ');
  const ending = folded(last);
  if (hasPhrase(ending, lexicon.FAREWELLS) && !last.trimEnd().endsWith('?')) {
    return mode !== 'interview' || fold.split(' ').length < 40;
  }
  return hasPhrase(ending, lexicon.THANKS_AND_OUT) && fold.split(' ').length < 30;
};

const FIGURE_WORDS =
  'percent two three four five six seven eight nine ten twenty thirty forty fifty hundred thousand half'.split(
    ' ',
  );

const hasFigure = (fold: string): boolean => /\d/.test(fold) || hasPhrase(fold, FIGURE_WORDS);

/** Say little on their own: "nice weather today, is it not?" */
const WEAK_CUES = new Set([
  'today',
  'right now',
  'at the moment',
  'currently',
  'year',
  'time',
  'people',
  'back',
  'use',
  'from',
]);

/** The need with the most cues in the question; a longer cue counts for more. */
const needTouched = (asked: string, needs: readonly HiddenNeed[]): HiddenNeed | undefined => {
  const isAboutYou =
    hasPhrase(asked, ['you', 'your', 'yours']) && !hasPhrase(asked, lexicon.SMALL_TALK);
  let best: { need: HiddenNeed; weight: number } | undefined;
  for (const need of needs) {
    const cues = need.cues.filter((cue) => asked.includes(` ${cue.toLowerCase()} `));
    if (cues.every((cue) => WEAK_CUES.has(cue)) && !isAboutYou) continue;
    const weight = cues.reduce((sum, cue) => sum + 1 + cue.length / 20, 0);
    if (weight > (best?.weight ?? 0)) best = { need, weight };
  }
  return best?.need;
};
