import { AND_YOU, FAREWELLS, GREETINGS, HOW_ARE_YOU } from '../../brain/lexicon';
import { answeredQuestions, comesBack, type Sentence, takesUp } from '../call-reading';
import {
  found,
  foundTimes,
  inFirstTurns,
  inLastTurns,
  LEAST_TURNS,
  letsFinish,
  measured,
  notApplicable,
  respectful,
  type Rules,
  says,
  stretchesUnder,
} from './rule';

const FEELING = [
  'oh no',
  'oh wow',
  'wow',
  'haha',
  'ha',
  'that is great',
  'that sounds',
  'sounds like',
  'amazing',
  'awesome',
  'lovely',
  'so cool',
  'how funny',
  'that is funny',
  'i love that',
  'love that',
  'nice',
  'poor',
  'congratulations',
  'good for you',
  'no way',
  'what a',
  'that must',
  'i am jealous',
  'so good',
  'hilarious',
  'brilliant',
  'oh really',
];
const LEAVING = [
  'my floor',
  'have to',
  'got to',
  'need to',
  'should',
  'meeting',
  'back to my desk',
  'back to work',
  'my train',
  'my bus',
  'late for',
  'waiting for me',
  'pick up',
  'let you',
  'get back',
  'head off',
  'heading',
];
const FRIENDLY = [
  'great talking',
  'nice talking',
  'good talking',
  'lovely talking',
  'nice chatting',
  'great chatting',
  'good chatting',
  'nice meeting',
  'great meeting',
  'good luck',
  'have a',
  'enjoy',
  'take care',
  'see you',
  'talk soon',
  'thanks for',
  'thank you',
  'let us do this again',
  'catch you',
  'catch up',
];

/** Tells something of one's own: "I" or "my" and something it is about. */
const tells = (sentence: Sentence): boolean =>
  !sentence.asks &&
  sentence.words > 4 &&
  sentence.stems.size > 0 &&
  says(sentence, ['i', 'my', 'we', 'our', 'me']) &&
  !says(sentence, FAREWELLS);

/** Rules of the small-talk rubric, by check key. */
export const SMALL_TALK_RULES: Rules = {
  greeted: (call) =>
    found(
      inFirstTurns(call, 2).find(
        (sentence) => says(sentence, GREETINGS) || says(sentence, HOW_ARE_YOU),
      ),
      'a greeting in the first two turns',
    ),
  asked_early: (call) => {
    const early = new Set(inFirstTurns(call, 3));
    return found(
      answeredQuestions(call).find((sentence) => early.has(sentence)),
      'a question within the first three turns',
    );
  },
  more_than_words: (call) =>
    found(
      inFirstTurns(call, 3).find(({ words }) => words > 5),
      'a sentence of more than five words in the first three turns',
    ),
  asked_openly: (call) =>
    foundTimes(
      answeredQuestions(call).filter(({ asksOpenly }) => asksOpenly),
      2,
      'open questions that got an answer',
    ),
  followed_up: (call) =>
    foundTimes(
      answeredQuestions(call).filter((sentence) => takesUp(call, sentence)),
      2,
      'questions that share a word with what was just said',
    ),
  mostly_follow_ups: (call) => {
    const questions = answeredQuestions(call).filter((sentence) => !says(sentence, HOW_ARE_YOU));
    const followUps = questions.filter(
      (sentence) => takesUp(call, sentence) || says(sentence, AND_YOU),
    );
    if (questions.length === 0) {
      return { verdict: 'no', comment: 'Looked for questions; found none.' };
    }
    return foundTimes(
      followUps,
      Math.max(2, Math.ceil(questions.length / 2)),
      `follow-ups among ${questions.length} questions`,
    );
  },
  told_something: (call) =>
    foundTimes(call.sentences.filter(tells), 2, 'things told about oneself'),
  answered_fully: (call) =>
    found(
      call.sentences.find((sentence) => {
        const before = call.turns[sentence.turnIndex - 1];
        return (
          before?.speaker === 'persona' &&
          before.text.includes('?') &&
          sentence.words > 6 &&
          !sentence.asks
        );
      }),
      'an answer of more than six words',
    ),
  asked_back: (call) =>
    found(
      answeredQuestions(call).find((question) =>
        call.sentences.some((sentence) => sentence.turn === question.turn && tells(sentence)),
      ),
      'a turn that tells something and asks back',
    ),
  even_words: (call) => {
    const { traineeWords, personaWords } = call.metrics;
    if (call.turns.length < 2 * LEAST_TURNS) return notApplicable('Too short to tell.');
    const share = traineeWords / Math.max(1, traineeWords + personaWords);
    return measured(
      call,
      share >= 0.35 && share <= 0.65,
      `Counted words: ${Math.round(share * 100)} percent the trainee's, 35 to 65 wanted.`,
    );
  },
  no_lecture: stretchesUnder(45),
  let_finish: letsFinish,
  took_up: (call) =>
    foundTimes(
      call.sentences.filter((sentence) => !sentence.asks && takesUp(call, sentence)),
      2,
      'statements that take up a word just heard',
    ),
  came_back: (call) =>
    found(
      call.sentences.find((sentence) => comesBack(call, sentence)),
      'a word of the other side from several turns before',
    ),
  reacted: (call) =>
    found(
      call.sentences.find((sentence) => sentence.traineeTurnIndex > 0 && says(sentence, FEELING)),
      'a reaction with feeling ("oh no", "that sounds", "I love that")',
    ),
  gave_reason: (call) =>
    found(
      inLastTurns(call, 2).find((sentence) => !sentence.asks && says(sentence, LEAVING)),
      'a reason for leaving in the last two turns',
    ),
  friendly_end: (call) =>
    found(
      inLastTurns(call, 2).find((sentence) => says(sentence, FRIENDLY)),
      'a friendly last word in the last two turns',
    ),
  respectful,
};
