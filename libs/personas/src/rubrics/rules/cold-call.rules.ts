import { amountIn, dayIn } from '../../brain/appointment';
import { introductionIn } from '../../brain/introduction';
import * as lexicon from '../../brain/lexicon';
import { folded, hasPhrase } from '../../text/words';
import {
  answeredQuestions,
  type CallReading,
  type Sentence,
  stemsOfTurn,
  takesUp,
} from '../call-reading';
import {
  type Finding,
  found,
  foundTimes,
  hasFigure,
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
import {
  CONFIRMS,
  HOLDS_BACK,
  OBJECTION_SIGNS,
  OFFER_WORDS,
  OWNS_UP,
  PAIN,
  PROOFS,
  REASONS,
  SEALS,
  THANKS,
  YIELDS,
} from './cold-call.phrases';

type Reply = { objection: string; sentences: Sentence[]; words: number };

/** The trainee's turns that follow a turn of the persona that holds a reservation. */
const repliesToObjections = (call: CallReading): Reply[] =>
  call.turns.flatMap((turn, index) => {
    const next = call.turns[index + 1];
    const isObjection =
      index > 1 && turn.speaker === 'persona' && hasPhrase(folded(turn.text), OBJECTION_SIGNS);
    if (!isObjection || next?.speaker !== 'trainee') return [];
    const sentences = call.sentences.filter(({ turnIndex }) => turnIndex === index + 1);
    return [
      {
        objection: turn.text,
        sentences,
        words: sentences.reduce((sum, { words }) => sum + words, 0),
      },
    ];
  });

const inReplies = (
  call: CallReading,
  lookedFor: string,
  matches: (sentence: Sentence, reply: Reply) => boolean,
): Finding => {
  const replies = repliesToObjections(call);
  if (replies.length === 0) return notApplicable('No objection was raised.');
  const hit = replies
    .flatMap((reply) => reply.sentences.map((sentence) => ({ reply, sentence })))
    .find(({ reply, sentence }) => matches(sentence, reply));
  return found(hit?.sentence, lookedFor);
};

const proposes = (sentence: Sentence): boolean =>
  says(sentence, lexicon.PROPOSALS) &&
  (says(sentence, lexicon.NEXT_STEPS) || dayIn(sentence.text) !== undefined);

const firstPitch = (call: CallReading): number =>
  call.sentences.find((sentence) => says(sentence, lexicon.PITCHES) && !says(sentence, REASONS))
    ?.turnIndex ?? Infinity;

const aboutThem = (sentence: Sentence): boolean =>
  says(sentence, ['you', 'your']) &&
  !says(sentence, lexicon.PERMISSION) &&
  !says(sentence, lexicon.HOW_ARE_YOU) &&
  !proposes(sentence);

const heardEarlier = (call: CallReading, sentence: Sentence): boolean =>
  call.turns.slice(0, sentence.turnIndex).some((turn) => {
    if (turn.speaker !== 'persona') return false;
    const stems = stemsOfTurn(turn);
    return [...sentence.stems].some((stem) => stems.has(stem));
  });

const isOffer = (sentence: Sentence): boolean =>
  !sentence.asks && sentence.words > 5 && says(sentence, OFFER_WORDS);

/** Rules of the cold-call rubric, by check key. */
export const COLD_CALL_RULES: Rules = {
  said_name: (call) =>
    found(
      inFirstTurns(call, 3).find(({ text }) => introductionIn(text).name !== undefined),
      'an introduction by name in the first three turns',
    ),
  said_company: (call) =>
    found(
      inFirstTurns(call, 3).find(({ text }) => introductionIn(text).company !== undefined),
      'a company named in the first three turns ("from ...", "with ...")',
    ),
  gave_reason: (call) =>
    found(
      inFirstTurns(call, 5).find((sentence) => says(sentence, REASONS) && sentence.words > 6),
      'a reason for the call ("calling because", "I noticed", "I read") in the first five turns',
    ),
  asked_permission: (call) =>
    found(
      inFirstTurns(call, 3).find(
        (sentence) => says(sentence, lexicon.PERMISSION) || says(sentence, OWNS_UP),
      ),
      'a request for a moment in the first three turns',
    ),
  asked_before_pitch: (call) => {
    const pitchAt = firstPitch(call);
    return found(
      answeredQuestions(call).find(
        (sentence) => aboutThem(sentence) && sentence.turnIndex < pitchAt,
      ),
      'a question about the other side before the first "we help" or "our product"',
    );
  },
  open_questions: (call) =>
    foundTimes(
      answeredQuestions(call).filter((sentence) => sentence.asksOpenly && aboutThem(sentence)),
      2,
      'open questions about the other side that got an answer',
    ),
  follow_ups: (call) =>
    foundTimes(
      answeredQuestions(call).filter((sentence) => takesUp(call, sentence)),
      2,
      'questions that share a word with what was just said',
    ),
  asked_for_problem: (call) =>
    found(
      answeredQuestions(call).find(
        (sentence) => says(sentence, lexicon.PAIN_WORDS) || says(sentence, PAIN),
      ),
      'a question about a problem, its cost or a goal',
    ),
  linked_to_them: (call) =>
    found(
      call.sentences.find(
        (sentence) =>
          isOffer(sentence) &&
          heardEarlier(call, sentence) &&
          (says(sentence, lexicon.PITCHES) ||
            says(sentence, [
              'you said',
              'you mentioned',
              'you told',
              'like you',
              'like yours',
              'so that you',
            ])),
      ),
      'an offer that uses a word the other side had used',
    ),
  gave_figure: (call) =>
    found(
      call.sentences.find(
        (sentence) =>
          !sentence.asks &&
          sentence.words > 5 &&
          hasFigure(sentence) &&
          dayIn(sentence.text) === undefined &&
          !says(sentence, lexicon.PERMISSION) &&
          (amountIn(sentence.text) === undefined ||
            says(sentence, ['saved', 'saves', 'save', 'less', 'instead'])),
      ),
      'a figure that describes a benefit, other than the price',
    ),
  gave_proof: (call) =>
    found(
      call.sentences.find(
        (sentence) => !sentence.asks && sentence.words > 5 && says(sentence, PROOFS),
      ),
      'a customer, an example, a reference or a measurement',
    ),
  kept_short: stretchesUnder(60),
  acknowledged: (call) =>
    inReplies(
      call,
      'an acknowledgement right after an objection ("I understand", "fair point")',
      (sentence) => says(sentence, lexicon.ACKNOWLEDGES),
    ),
  clarified: (call) =>
    inReplies(
      call,
      'an open question right after an objection',
      (sentence) =>
        sentence.asksOpenly &&
        !proposes(sentence) &&
        sentence.words > 3 &&
        !says(sentence, CONFIRMS),
    ),
  answered_with_evidence: (call) =>
    inReplies(
      call,
      'a figure, an example or a commitment right after an objection',
      (sentence, reply) =>
        !sentence.asks &&
        reply.words >= 10 &&
        sentence.words > 6 &&
        (says(sentence, lexicon.EVIDENCE) ||
          (hasFigure(sentence) && dayIn(sentence.text) === undefined)),
    ),
  confirmed: (call) =>
    inReplies(call, 'a check such as "does that help?" after an answer', (sentence) =>
      says(sentence, CONFIRMS),
    ),
  talk_share: (call) => {
    const share = call.metrics.talkShare ?? wordShare(call);
    if (share === null || call.turns.length < 2 * LEAST_TURNS) {
      return notApplicable('Too short to tell.');
    }
    return measured(
      call,
      share >= 0.3 && share <= 0.7,
      `Looked at the trainee's share of the talk: ${Math.round(share * 100)} percent, 30 to 70 wanted.`,
    );
  },
  did_not_interrupt: letsFinish,
  took_up_words: (call) =>
    foundTimes(
      call.sentences.filter((sentence) => sentence.words > 3 && takesUp(call, sentence)),
      2,
      'sentences that take up a word just heard',
    ),
  proposed: (call) =>
    found(call.sentences.find(proposes), 'a proposal to meet, show or try something'),
  named_day: (call) =>
    found(
      call.sentences.find(
        (sentence) =>
          sentence.words > 2 &&
          dayIn(sentence.text) !== undefined &&
          (sentence.asks || proposes(sentence) || says(sentence, SEALS)),
      ),
      'a day or a time for the next step',
    ),
  agreed: (call) => {
    const agreement = call.turns.findIndex((turn, index) => {
      const asked = call.sentences.some(
        (sentence) => sentence.turnIndex === index - 1 && proposes(sentence),
      );
      const fold = folded(turn.text);
      return (
        turn.speaker === 'persona' &&
        asked &&
        hasPhrase(fold, YIELDS) &&
        !hasPhrase(fold, HOLDS_BACK) &&
        dayIn(turn.text) !== undefined
      );
    });
    return found(
      call.sentences.find((sentence) => sentence.turnIndex === agreement - 1 && proposes(sentence)),
      'a proposal that the other side answered with a yes and a day',
    );
  },
  sealed: (call) => {
    const proposal = call.sentences.find(proposes);
    return found(
      call.sentences.find(
        (sentence) =>
          says(sentence, SEALS) &&
          proposal !== undefined &&
          sentence.turnIndex > proposal.turnIndex,
      ),
      'a summary or a promise to send something after the proposal',
    );
  },
  respectful,
  thanked: (call) =>
    found(
      call.sentences.find((sentence) => says(sentence, THANKS)),
      'thanks',
    ),
  said_goodbye: (call) =>
    found(
      inLastTurns(call, 2).find(
        (sentence) => says(sentence, lexicon.FAREWELLS) || says(sentence, lexicon.THANKS_AND_OUT),
      ),
      'a goodbye in the last two turns',
    ),
};

const wordShare = ({ metrics }: CallReading): number | null => {
  const words = metrics.traineeWords + metrics.personaWords;
  return words > 0 ? metrics.traineeWords / words : null;
};
