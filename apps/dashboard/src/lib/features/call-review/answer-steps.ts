import type { CallDetail } from '../../api/types';
import { waitOf } from '../speed/duration-words';

export type TurnTiming = NonNullable<CallDetail['timings']>[number];
export type AnswerStep = { name: string; ms: number };
export type Answer = { words: string; steps: AnswerStep[]; early: string | null };

type Part = [name: string, ms: number | undefined];

/**
 * How an answer came about, for those who look into it. Undefined when nobody knows when it was heard.
 * `who` stopped before it: a name, or "you".
 */
export const answerOf = (timing: TurnTiming, who: string): Answer | undefined => {
  const { eotDelayMs, transportMs, responseMs } = timing;
  const made: Part[] = [
    ['until the first word was written', timing.firstTokenMs],
    ['until there was a sentence to say', timing.firstSentenceMs],
    ['until the voice began to speak it', timing.firstAudioMs],
    ['on the way to the ear', transportMs],
  ];
  if (responseMs !== undefined) {
    const end: Part = ['waiting for the end of the turn', eotDelayMs];
    // What was begun early ran while the turn was still open, so that only the rest of it was waited for.
    const parts = timing.speculated ? [end] : [end, ...made];
    const words = `answered ${waitOf(responseMs)} after ${who} stopped`;
    return {
      words,
      steps: stepsOf(parts, responseMs),
      early: earlyOf(timing),
    };
  }
  if (transportMs === undefined || timing.speculated || !isWhole(made)) return undefined;
  const heardMs = made.reduce((sum, [, ms]) => sum + (ms ?? 0), 0);
  const words = `answered ${waitOf(heardMs)} after the words were there`;
  return { words, steps: stepsOf(made, heardMs), early: null };
};

const isWhole = (parts: readonly Part[]): boolean => parts.every(([, ms]) => ms !== undefined);

/** What no step accounts for is shown as such. */
const stepsOf = (parts: readonly Part[], wholeMs: number): AnswerStep[] => {
  const steps = parts.flatMap(([name, ms]) => (ms === undefined || ms === 0 ? [] : [{ name, ms }]));
  const restMs = wholeMs - steps.reduce((sum, { ms }) => sum + ms, 0);
  return restMs > 0 ? [...steps, { name: 'for the rest', ms: restMs }] : steps;
};

const earlyOf = ({ speculated, savedMs }: TurnTiming): string | null => {
  if (!speculated) return null;
  return savedMs ? `begun early, which saved ${waitOf(savedMs)}` : 'begun early';
};
