// Delivery metrics as a reader sees them: value, plain meaning, formula, and a band where one is
// published for this kind of conversation. A band orients; it is no verdict.
import type { Mode } from '../../api/types';
import { percentOf, secondsOf } from './amounts';
import type { DeliveryMetrics } from './call-detail';

type Band = { from: number; to: number; words: string };
export type MetricRow = {
  key: string;
  name: string;
  value: string;
  meaning: string;
  how: string;
  /** Present where both a band and a value are known. */
  band?: { words: string; place: 'below' | 'within' | 'above' };
};

const TALK_SHARE: Partial<Record<Mode, Band>> = {
  interview: { from: 0.5, to: 0.7, words: 'candidates usually hold 50 to 70 %' },
  small_talk: { from: 0.4, to: 0.6, words: 'an even share is 40 to 60 %' },
};
const PACE: Band = { from: 130, to: 175, words: 'easy to follow at 130 to 175' };
const FILLERS: Band = { from: 0, to: 4, words: 'hardly noticed below 4' };

const placeOf = (value: number, band: Band): 'below' | 'within' | 'above' => {
  if (value < band.from) {
    return 'below';
  }
  return value > band.to ? 'above' : 'within';
};

type RowInput = Omit<MetricRow, 'value' | 'band'> & {
  value: number | null;
  show: (value: number) => string;
  band?: Band | undefined;
};

/** What could not be measured says so and is never a zero. */
const row = ({ value, show, band, ...words }: RowInput): MetricRow => ({
  ...words,
  value: value === null ? 'not measurable' : show(value),
  ...(band && value !== null ? { band: { words: band.words, place: placeOf(value, band) } } : {}),
});

const whole = (value: number): string => String(Math.round(value));

const paceRows = (metrics: DeliveryMetrics, mode: Mode): MetricRow[] => [
  row({
    key: 'talk-share',
    name: 'Your share of the talking',
    value: metrics.talkShare,
    show: percentOf,
    band: TALK_SHARE[mode],
    meaning: 'How much of all speech was yours.',
    how: 'Your speech ÷ (your speech + the persona’s speech that was really played). Silence counts for neither.',
  }),
  row({
    key: 'pace',
    name: 'Pace',
    value: metrics.wordsPerMinute,
    show: (value) => `${whole(value)} words a minute`,
    band: PACE,
    meaning: 'How fast you speak while you speak.',
    how: 'Your words ÷ minutes in which you spoke. Pauses between your turns do not slow it; what you typed does not count.',
  }),
  row({
    key: 'fillers',
    name: 'Fillers',
    value: metrics.fillers.perHundredWords,
    show: (value) => `${value.toFixed(1)} in 100 words`,
    band: FILLERS,
    meaning: 'Um, uh, you know, like.',
    how: `Counted by a fixed list: ${metrics.fillers.count} in this call, per 100 of your words. Recognition that drops “um” hides some.`,
  }),
  row({
    key: 'hedges',
    name: 'Hedges',
    value: metrics.hedges.perHundredWords,
    show: (value) => `${value.toFixed(1)} in 100 words`,
    meaning: 'Maybe, I think, sort of: they soften, and in number they weaken.',
    how: `Counted by a fixed list: ${metrics.hedges.count} in this call, per 100 of your words.`,
  }),
];

const exchangeRows = (metrics: DeliveryMetrics): MetricRow[] => [
  row({
    key: 'questions',
    name: 'Questions you asked',
    value: metrics.questions.count,
    show: (value) =>
      `${whole(value)} (${metrics.questions.open} open, ${metrics.questions.followUps} following up)`,
    meaning: 'Open questions let the other side tell; follow-ups show that you listened.',
    how: 'A sentence that ends in a question mark or is built as a question. Open: begins with what, how, why, tell me. Following up: takes up a word the persona just used.',
  }),
  row({
    key: 'monologue',
    name: 'Longest stretch without a break',
    value: metrics.longestMonologue?.durationMs ?? null,
    show: secondsOf,
    meaning: 'How long the other side had to wait at most.',
    how: 'Your longest turn. Up to three words of the persona in between do not break it.',
  }),
  row({
    key: 'gap',
    name: 'Time before you answer',
    value: metrics.responseGapMs?.median ?? null,
    show: (value) => `${secondsOf(value)}, at times ${secondsOf(metrics.responseGapMs?.p90 ?? 0)}`,
    meaning: 'Silence between their last word and your first.',
    how: 'Median and 90th percentile over the persona’s turns, from the end of what was played to the start of your voice.',
  }),
  row({
    key: 'interruptions',
    name: 'Interruptions',
    value: metrics.interruptions?.byTrainee ?? null,
    show: (value) => `${whole(value)} by you, ${metrics.interruptions?.byPersona ?? 0} by them`,
    meaning: 'Starting while the other side is in the middle of something.',
    how: 'More than three words that begin over 0.15 s before the other side’s turn ends. “Mhm” and “right” do not count.',
  }),
  row({
    key: 'pauses',
    name: 'Long pauses',
    value: metrics.longPauses?.count ?? null,
    show: (value) =>
      value === 0
        ? 'none'
        : `${whole(value)}, the longest ${secondsOf(metrics.longPauses?.longestMs ?? 0)}`,
    meaning: 'Not bad in itself: a pause after a hard question is listening.',
    how: 'Stretches of over 3 s in which neither side speaks.',
  }),
];

export const metricRows = (metrics: DeliveryMetrics, mode: Mode): MetricRow[] => [
  ...paceRows(metrics, mode),
  ...exchangeRows(metrics),
];

export const bandWords = ({ words, place }: NonNullable<MetricRow['band']>): string =>
  place === 'within' ? `In the usual range: ${words}` : `A little ${place} the usual: ${words}`;
