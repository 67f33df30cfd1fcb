import { dayIn } from '../brain/appointment';
import { shapeOf } from '../brain/interview/star';
import { keyPhrasesOf } from '../brain/key-phrases';
import {
  ACKNOWLEDGES,
  EVIDENCE,
  FAREWELLS,
  GREETINGS,
  HOW_ARE_YOU,
  NEXT_STEPS,
  PERMISSION,
  PROPOSALS,
} from '../brain/lexicon';
import { upperFirst } from '../brain/template';
import type { Mode } from '../persona.schema';
import { isOpenQuestion, isQuestion } from '../text/questions';
import { stemsOf } from '../text/stop-words';
import { countWords, folded, hasPhrase, sentencesOf } from '../text/words';
import type { TranscriptTurn } from '../transcript';

export type Contrast = { turnId: string; said: string; stronger: string };

/** One sentence of the trainee and what was said to them before. */
type Moment = { turn: TranscriptTurn; said: string; before: string; folded: string };
type Rewrite = (moment: Moment) => string | undefined;

const MAX_PAIRS = 3;

/**
 * Up to three pairs of what was said and a stronger version, built from the trainee's own words
 * and those just heard. Facts are not invented: where a figure is missing, dots leave its place.
 */
export const contrastsOf = (mode: Mode, turns: readonly TranscriptTurn[]): Contrast[] => {
  const moments = momentsOf(turns);
  const pairs: Contrast[] = [];
  const used = new Set<string>();
  for (const rewrite of REWRITES[mode]) {
    for (const moment of moments) {
      if (used.has(moment.turn.id)) continue;
      const stronger = rewrite(moment);
      if (!stronger || stronger === moment.said) continue;
      pairs.push({ turnId: moment.turn.id, said: moment.said, stronger });
      used.add(moment.turn.id);
      break;
    }
    if (pairs.length === MAX_PAIRS) break;
  }
  return pairs;
};

const momentsOf = (turns: readonly TranscriptTurn[]): Moment[] =>
  turns.flatMap((turn, index) => {
    if (turn.speaker !== 'trainee') return [];
    const before = turns[index - 1]?.speaker === 'persona' ? (turns[index - 1]?.text ?? '') : '';
    return sentencesOf(turn.text).map((said) => ({ turn, said, before, folded: folded(said) }));
  });

const says = (moment: Moment, phrases: readonly string[]): boolean =>
  hasPhrase(moment.folded, phrases);
const bare = (text: string): string => text.trim().replace(/[.!?,]+$/, '');
/** What the other side spoke of, seen from the trainee: their "my" is "your". */
const theirThing = (text: string): string | undefined =>
  keyPhrasesOf(sentencesOf(text).at(-1) ?? '').find(
    (phrase) => isSaid(phrase) && !/^our /.test(phrase),
  );
/** What the trainee spoke of, in the trainee's words: not turned round. */
const ownThing = (text: string): string | undefined =>
  keyPhrasesOf(text)
    .find(isSaid)
    ?.replace(/^(your|our) /, (owner) => (owner === 'your ' ? 'our ' : 'your '));
/** A lone word may as well be a verb. */
const isSaid = (phrase: string): boolean => phrase.includes(' ');

const RESERVATIONS = [
  'budget',
  'already',
  'expensive',
  'no time',
  'not sure',
  'busy',
  'last time',
  'who sets',
  'cost',
  'how long',
  'do not need',
  'not for us',
  'frozen',
  'prove',
  'change',
  'risk',
];
const BRAGS = [
  'best',
  'leading',
  'really good',
  'very good',
  'much better',
  'modern',
  'amazing',
  'innovative',
  'everything',
  'unique',
  'number one',
  'powerful',
  'a lot of time',
  'a lot of that',
  'very easy',
];
const OWN_OFFER = ['our', 'ours', 'we are', 'we have', 'we help', 'we offer'];

const CONFIRMS = [
  'does that',
  'would that',
  'is that',
  'do you see',
  'can you hear',
  'are you still',
];

/** An answer to a reservation that does not take it up first. */
const acknowledgeFirst: Rewrite = (moment) => {
  if (!hasPhrase(folded(moment.before), RESERVATIONS)) return undefined;
  if (hasPhrase(folded(moment.turn.text), ACKNOWLEDGES) || says(moment, FAREWELLS)) {
    return undefined;
  }
  if (isQuestion(moment.said) || countWords(moment.said) < 4) return undefined;
  const thing = theirThing(moment.before);
  const point = thing ? `Fair point about ${thing}.` : 'That is a fair point.';
  const answer = says(moment, EVIDENCE) ? `${moment.said} ` : '';
  return `${point} ${answer}What would have to be different for it to be worth a look?`;
};

const openTheQuestion: Rewrite = (moment) => {
  const courtesy =
    says(moment, PERMISSION) ||
    says(moment, HOW_ARE_YOU) ||
    says(moment, PROPOSALS) ||
    says(moment, CONFIRMS);
  if (!isQuestion(moment.said) || isOpenQuestion(moment.said) || courtesy) return undefined;
  const thing = ownThing(moment.said);
  return thing
    ? `How do you handle ${thing} today, and what bothers you most about it?`
    : undefined;
};

const nameTheDay: Rewrite = (moment) => {
  if (!says(moment, PROPOSALS) || !says(moment, NEXT_STEPS) || dayIn(moment.said)) return undefined;
  if (says(moment, PERMISSION)) return undefined;
  return `${bare(moment.said)}, fifteen minutes, say on Thursday at ten?`;
};

const proveTheClaim: Rewrite = (moment) => {
  if (
    !says(moment, BRAGS) ||
    !says(moment, OWN_OFFER) ||
    isQuestion(moment.said) ||
    countWords(moment.said) < 6
  ) {
    return undefined;
  }
  const thing = ownThing(moment.said);
  return thing
    ? `One customer of ours used ${thing} and went from ... to ... within ... weeks. What would that number look like at your place?`
    : undefined;
};

const saySelf: Rewrite = (moment) => {
  const isShared = /\b(?:both|us|together)\b/i.test(moment.said);
  if (!/\bwe\b/i.test(moment.said) || /\bI\b/.test(moment.said) || isShared) return undefined;
  const mine = inFirstPerson(moment.said);
  const { parts } = shapeOf(mine);
  if (countWords(mine) < 4 || !parts.has('action')) return undefined;
  return parts.has('result') ? mine : `${bare(mine)}, and what came of it was ...`;
};

const inFirstPerson = (text: string): string =>
  upperFirst(
    text
      .replace(/\bwe were\b/gi, 'I was')
      .replace(/\bwe are\b/gi, 'I am')
      .replace(/\bwe\b/gi, 'I')
      .replace(/\bour\b/gi, 'my'),
  );

const HABIT = /\bI (?:would|usually|always|generally|typically)(?: (?:usually|always|never))? /;

const tellOneTime: Rewrite = (moment) => {
  const habit = HABIT.exec(moment.said);
  if (!habit) return undefined;
  const [clause = ''] = moment.said.slice(habit.index + habit[0].length).split(/[,;:]| and /);
  const rest = bare(clause);
  if (/^(?:like|love|now|be|have|say)\b/.test(rest) || says(moment, ['since then'])) {
    return undefined;
  }
  return countWords(rest) < 2
    ? undefined
    : `The last time it came up, in ..., I did ${rest}, and as a result ...`;
};

const FLAT_ENDINGS = [
  'it was good',
  'it was fine',
  'it was okay',
  'everyone was',
  'people were',
  'it went well',
  'it worked',
  'solved it',
  'were happy',
  'was happy',
];

const measureTheEnd: Rewrite = (moment) => {
  if (!says(moment, FLAT_ENDINGS) || /\d/.test(moment.said)) return undefined;
  return `${bare(moment.said)}: before, it was ..., afterwards it was ...`;
};

const fillTheWord: Rewrite = (moment) => {
  if (
    countWords(moment.said) > 4 ||
    isQuestion(moment.said) ||
    says(moment, FAREWELLS) ||
    says(moment, GREETINGS)
  ) {
    return undefined;
  }
  if (moment.turn.text.trim() !== moment.said) return undefined;
  if (moment.before.includes('?')) {
    return `${bare(moment.said)}, and the best part was ... How was it for you?`;
  }
  const thing = theirThing(moment.before);
  return thing ? `${bare(moment.said)}. And ${thing}, how did that come about?` : undefined;
};

/** Refers to what was just said without repeating a word of it. */
const REFERRING = [
  'that',
  'it',
  'he',
  'she',
  'they',
  'him',
  'her',
  'them',
  'there',
  'two',
  'both',
  'and you',
  'what about you',
  'how about you',
  'which',
];

const stayWithTheirs: Rewrite = (moment) => {
  if (!isQuestion(moment.said) || says(moment, HOW_ARE_YOU) || says(moment, PERMISSION)) {
    return undefined;
  }
  const heard = stemsOf(moment.before);
  if ([...stemsOf(moment.said)].some((stem) => heard.has(stem))) return undefined;
  if (hasPhrase(folded(moment.turn.text), REFERRING)) return undefined;
  const thing = theirThing(moment.before);
  return thing ? `Wait, ${thing}: what is that like? ${moment.said}` : undefined;
};

const giveAndAsk: Rewrite = (moment) => {
  const asked = moment.before.includes('?');
  if (
    !asked ||
    isQuestion(moment.said) ||
    countWords(moment.said) < 4 ||
    moment.turn.text.includes('?')
  ) {
    return undefined;
  }
  return says(moment, FAREWELLS) ? undefined : `${bare(moment.said)}. And how is that for you?`;
};

const REWRITES: Record<Mode, readonly Rewrite[]> = {
  cold_call: [acknowledgeFirst, nameTheDay, proveTheClaim, openTheQuestion],
  interview: [saySelf, tellOneTime, measureTheEnd],
  small_talk: [fillTheWord, stayWithTheirs, giveAndAsk],
};
