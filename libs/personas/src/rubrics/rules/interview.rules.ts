import { shapeOf } from '../../brain/interview/star';
import { stemsOf } from '../../text/stop-words';
import { sentencesOf, wordsOf } from '../../text/words';
import type { TranscriptTurn } from '../../transcript';
import { answeredQuestions, type CallReading, type Sentence } from '../call-reading';
import {
  type Finding,
  found,
  foundTimes,
  hasFigure,
  measured,
  notApplicable,
  quoted,
  type Rules,
  says,
} from './rule';
import {
  ABOUT_WORK,
  COURTESIES,
  HYPOTHETICAL,
  LEARNED,
  MOTIVES,
  REASONS,
  RESULTS,
  SCENE,
  STAKES,
  STEPS,
  TASK,
} from './interview.phrases';

type Answer = { question: TranscriptTurn; turn: TranscriptTurn; words: number };

/** Turns of the trainee that follow a question of the interviewer. */
const answersIn = (call: CallReading): Answer[] =>
  call.turns.flatMap((turn, index) => {
    const question = call.turns[index - 1];
    if (turn.speaker !== 'trainee' || question?.speaker !== 'persona') return [];
    const spoken = call.sentences.filter(({ turnIndex }) => turnIndex === index);
    const words = spoken.reduce((sum, sentence) => sum + sentence.words, 0);
    return words > 5 ? [{ question, turn, words }] : [];
  });

const ownDeed = (sentence: Sentence): boolean =>
  !says(sentence, HYPOTHETICAL) && shapeOf(sentence.text).parts.has('action');

const namesSomething = ({ text }: Sentence): boolean =>
  wordsOf(text)
    .slice(1)
    .some((word) => /^\p{Lu}\p{Ll}+/u.test(word) && !/^I['’]?\p{Ll}*$/u.test(word));

const resultIn = (sentence: Sentence): boolean =>
  sentence.words > 4 && !sentence.asks && says(sentence, RESULTS) && !says(sentence, HYPOTHETICAL);

const longestSentence = ({ turn }: Answer): Finding['evidence'] => {
  const [text] = sentencesOf(turn.text).sort((one, other) => other.length - one.length);
  return text ? quoted({ turn, text }) : undefined;
};

const sentenceTakingUp = (answer: Answer): Finding['evidence'] => {
  const asked = stemsOf(answer.question.text);
  const text = sentencesOf(answer.turn.text).find((sentence) =>
    [...stemsOf(sentence)].some((stem) => asked.has(stem)),
  );
  return text ? quoted({ turn: answer.turn, text }) : longestSentence(answer);
};

const ownQuestions = (call: CallReading): Sentence[] =>
  answeredQuestions(call).filter(
    (sentence) =>
      sentence.words > 4 &&
      says(sentence, ABOUT_WORK) &&
      !says(sentence, ['repeat', 'say that again', 'how are you', 'hear me']),
  );

/** Rules of the interview rubric, by check key. */
export const INTERVIEW_RULES: Rules = {
  took_up_question: (call) => {
    const answers = answersIn(call);
    if (answers.length === 0) return notApplicable('No question was answered.');
    const onTopic = answers.filter(({ question, turn }) => {
      const asked = stemsOf(question.text);
      return [...stemsOf(turn.text)].some((stem) => asked.has(stem));
    });
    const comment = `Looked for answers that share a word with their question: ${onTopic.length} of ${answers.length}, a third wanted.`;
    const [first] = onTopic;
    if (!first || onTopic.length * 3 < answers.length) return { verdict: 'no', comment };
    return { verdict: 'yes', evidence: sentenceTakingUp(first), comment };
  },
  full_answers: (call) => {
    const answers = answersIn(call);
    const full = answers.filter(({ words }) => words >= 30);
    const comment = `Looked for answers of thirty words and more: ${full.length} of ${answers.length}, half wanted.`;
    const [first] = full;
    if (!first || full.length * 2 < answers.length) return { verdict: 'no', comment };
    return { verdict: 'yes', evidence: longestSentence(first), comment };
  },
  not_endless: (call) => {
    const longest = call.metrics.longestMonologue;
    if (!longest) return notApplicable('The times of the turns are not known.');
    const seconds = Math.round(longest.durationMs / 1000);
    const comment = `Looked at the longest answer: ${seconds} s, under 150 s wanted.`;
    return measured(call, seconds < 150 && answersIn(call).length >= 3, comment);
  },
  set_scene: (call) =>
    found(
      call.sentences.find(
        (sentence) => sentence.words > 5 && says(sentence, SCENE) && !says(sentence, HYPOTHETICAL),
      ),
      'a time or a place of the story',
    ),
  named_task: (call) =>
    found(
      call.sentences.find((sentence) => sentence.words > 4 && says(sentence, TASK)),
      'a task, a responsibility or a goal',
    ),
  named_stakes: (call) =>
    found(
      call.sentences.find(
        (sentence) => sentence.words > 5 && !sentence.asks && says(sentence, STAKES),
      ),
      'what was difficult or at stake',
    ),
  own_actions: (call) =>
    foundTimes(call.sentences.filter(ownDeed), 3, 'sentences with "I" and a deed in the past'),
  in_steps: (call) =>
    foundTimes(
      call.sentences.filter(
        (sentence) => says(sentence, STEPS) && sentence.words > 4 && !says(sentence, HYPOTHETICAL),
      ),
      2,
      'sentences that order the story ("first", "then", "after that")',
    ),
  gave_reasons: (call) =>
    found(
      call.sentences.find(
        (sentence) =>
          sentence.words > 6 && says(sentence, REASONS) && /^.* (i|we|my) /.test(sentence.folded),
      ),
      'a reason for a decision ("because", "so that")',
    ),
  said_i: (call) => {
    const count = (word: string): number =>
      call.sentences.reduce((sum, { folded }) => sum + folded.split(` ${word} `).length - 1, 0);
    const [i, we] = [count('i') + count('my'), count('we') + count('our')];
    const deed = call.sentences.find(ownDeed);
    const comment = `Counted "I" and "my": ${i}; "we" and "our": ${we}.`;
    return deed && i >= we
      ? { verdict: 'yes', evidence: quoted(deed), comment }
      : { verdict: 'no', comment };
  },
  named_result: (call) =>
    found(call.sentences.find(resultIn), 'what came of it ("in the end", "as a result")'),
  quantified: (call) =>
    found(
      call.sentences.find((sentence) => resultIn(sentence) && hasFigure(sentence)),
      'a result with a figure',
    ),
  learned: (call) =>
    found(
      call.sentences.find((sentence) => sentence.words > 4 && says(sentence, LEARNED)),
      'a lesson, or what they would do differently',
    ),
  named_names: (call) =>
    found(
      call.sentences.find(
        (sentence) =>
          sentence.words > 5 &&
          !sentence.asks &&
          sentence.traineeTurnIndex > 0 &&
          namesSomething(sentence),
      ),
      'a name of a project, a company, a person or a tool',
    ),
  used_figures: (call) =>
    foundTimes(
      call.sentences.filter(
        (sentence) => sentence.words > 4 && !sentence.asks && hasFigure(sentence),
      ),
      2,
      'sentences with a figure',
    ),
  real_not_hypothetical: (call) => {
    const real = call.sentences.filter(
      (sentence) => ownDeed(sentence) || (says(sentence, SCENE) && sentence.words > 5),
    );
    const hypothetical = call.sentences.filter((sentence) => says(sentence, HYPOTHETICAL));
    const comment = `Counted sentences that tell what happened: ${real.length}; what one would or usually does: ${hypothetical.length}.`;
    const [first] = real;
    return first && real.length > hypothetical.length
      ? { verdict: 'yes', evidence: quoted(first), comment }
      : { verdict: 'no', comment };
  },
  gave_motivation: (call) =>
    found(
      call.sentences.find(
        (sentence) => sentence.words > 6 && !sentence.asks && says(sentence, MOTIVES),
      ),
      'a reason for wanting this work',
    ),
  asked_question: (call) =>
    found(ownQuestions(call)[0], 'a question about the work that was answered'),
  asked_twice: (call) =>
    foundTimes(ownQuestions(call), 2, 'questions about the work that were answered'),
  few_fillers: (call) => {
    const { perHundredWords, occurrences } = call.metrics.fillers;
    if (perHundredWords === null || call.metrics.traineeWords < 60) {
      return notApplicable('Too few words to tell.');
    }
    const comment = `Counted ${occurrences.length} fillers, ${perHundredWords} per hundred words; under 5 wanted.`;
    return measured(call, perHundredWords < 5, comment);
  },
  steady_pace: (call) => {
    const pace = call.metrics.wordsPerMinute;
    if (pace === null || call.metrics.traineeWords < 60) {
      return notApplicable('The pace is not known.');
    }
    return measured(
      call,
      pace >= 100 && pace <= 180,
      `Measured ${Math.round(pace)} words per minute; 100 to 180 wanted.`,
    );
  },
  courteous: (call) =>
    found(
      call.sentences.find((sentence) => says(sentence, COURTESIES)),
      'a greeting or thanks',
    ),
};
