import * as lexicon from '../../brain/lexicon';
import { hasPhrase, sentencesOf } from '../../text/words';
import type { CallReading, Sentence } from '../call-reading';

/** What a rule found: its verdict, the sentence that shows it, and what it looked for. */
export type Finding = {
  verdict: 'yes' | 'no' | 'not_applicable';
  evidence?: { turnId: string; atMs: number; text: string };
  comment: string;
};

export type Rule = (call: CallReading) => Finding;
export type Rules = Readonly<Record<string, Rule>>;

const MAX_QUOTE_CHARS = 240;

/** One sentence, literally as it stands in the transcript; a long one is cut at a word. */
export const quoted = (sentence: Pick<Sentence, 'turn' | 'text'>): Finding['evidence'] => {
  const { turn, text } = sentence;
  const cut =
    text.length > MAX_QUOTE_CHARS
      ? text.slice(0, text.lastIndexOf(' ', MAX_QUOTE_CHARS) + 1 || MAX_QUOTE_CHARS).trimEnd()
      : text;
  return { turnId: turn.id, atMs: turn.startMs, text: cut };
};

/** Yes with the sentence when there is one; no otherwise. */
export const found = (sentence: Sentence | undefined, lookedFor: string): Finding =>
  sentence
    ? {
        verdict: 'yes',
        evidence: quoted(sentence),
        comment: `Looked for ${lookedFor}; found here.`,
      }
    : { verdict: 'no', comment: `Looked for ${lookedFor}; found none.` };

/** Yes when there are enough such sentences; quotes the last of those needed. */
export const foundTimes = (
  sentences: readonly Sentence[],
  needed: number,
  lookedFor: string,
): Finding => {
  const comment = `Looked for ${lookedFor}: ${sentences.length} found, ${needed} needed.`;
  const last = sentences[needed - 1];
  return last ? { verdict: 'yes', evidence: quoted(last), comment } : { verdict: 'no', comment };
};

/** A measured fact, shown by a sentence of the trainee's longest turn. */
export const measured = (call: CallReading, holds: boolean, comment: string): Finding => {
  const longest = [...call.sentences].sort((a, b) => b.turn.text.length - a.turn.text.length)[0];
  if (!holds || !longest) return { verdict: 'no', comment };
  return { verdict: 'yes', evidence: quoted(longest), comment };
};

export const notApplicable = (comment: string): Finding => ({ verdict: 'not_applicable', comment });

/** Too short an exchange proves neither patience nor balance. */
export const LEAST_TURNS = 4;

export const respectful: Rule = (call) => {
  const insult = call.traineeTurns
    .flatMap((turn) => sentencesOf(turn.text).map((text) => ({ turn, text })))
    .find(({ text }) =>
      hasPhrase(
        ` ${text
          .toLowerCase()
          .replace(/[^\p{L}' ]+/gu, ' ')
          .split(/\s+/)
          .join(' ')} `,
        lexicon.INSULTS,
      ),
    );
  if (insult) {
    return { verdict: 'no', evidence: quoted(insult), comment: 'Looked for insults; found this.' };
  }
  if (call.traineeTurns.length < LEAST_TURNS) {
    return notApplicable('Too few turns to tell.');
  }
  return measured(call, true, 'Looked for insults in every turn; found none.');
};

/** One slip is human. */
export const letsFinish: Rule = (call) => {
  const { interruptions } = call.metrics;
  if (!interruptions) return notApplicable('The trainee typed, and cut nobody short by voice.');
  const { byTrainee, occurrences } = interruptions;
  if (call.personaTurns.length < LEAST_TURNS) {
    return notApplicable('The other side said too little to tell.');
  }
  const comment = `Looked for turns of more than three words begun before the other side had finished: ${byTrainee} found, 1 allowed.`;
  if (byTrainee <= 1) return measured(call, true, comment);
  const first = call.traineeTurns.find(({ id }) => occurrences.some(({ turnId }) => turnId === id));
  const text = first ? sentencesOf(first.text)[0] : undefined;
  return {
    verdict: 'no',
    ...(first && text ? { evidence: quoted({ turn: first, text }) } : {}),
    comment,
  };
};

export const stretchesUnder =
  (seconds: number): Rule =>
  (call) => {
    const longest = call.metrics.longestMonologue;
    if (!longest) return notApplicable('The times of the turns are not known.');
    const took = Math.round(longest.durationMs / 1000);
    const comment = `Looked at the longest stretch without a reply: ${took} s, under ${seconds} s wanted.`;
    if (longest.durationMs < seconds * 1000) {
      return measured(call, call.traineeTurns.length >= 3, comment);
    }
    const turn = call.traineeTurns.find(({ id }) => id === longest.turnId);
    const text = turn ? sentencesOf(turn.text)[0] : undefined;
    return {
      verdict: 'no',
      ...(turn && text ? { evidence: quoted({ turn, text }) } : {}),
      comment,
    };
  };

export const inFirstTurns = (call: CallReading, turns: number): Sentence[] =>
  call.sentences.filter(({ traineeTurnIndex }) => traineeTurnIndex < turns);

export const inLastTurns = (call: CallReading, turns: number): Sentence[] =>
  call.sentences.filter(
    ({ traineeTurnIndex }) => traineeTurnIndex >= call.traineeTurns.length - turns,
  );

export const says = (sentence: Sentence, phrases: readonly string[]): boolean =>
  hasPhrase(sentence.folded, phrases);

const FIGURES =
  'percent two three four five six seven eight nine ten twelve fifteen twenty thirty forty fifty hundred thousand million half twice doubled halved'.split(
    ' ',
  );

export const hasFigure = (sentence: Sentence): boolean =>
  /\d/.test(sentence.folded) || says(sentence, FIGURES);
