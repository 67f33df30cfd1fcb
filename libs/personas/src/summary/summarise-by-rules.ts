import type { DeliveryMetrics } from '../delivery/delivery-metrics.schema';
import type { Mode, PersonaDefinition } from '../persona.schema';
import type { CallSummary, CheckVerdict, Score } from '../rubrics/rubric.schema';
import { sentencesOf } from '../text/words';
import type { TranscriptTurn } from '../transcript';
import { ADVICE } from './advice';
import { contrastsOf } from './contrasts';

const MAX_POINTS = 3;

/** Shown by a measurement rather than by words; used when nothing else is there to say. */
const MEASURED = new Set([
  'kept_short',
  'talk_share',
  'did_not_interrupt',
  'respectful',
  'not_endless',
  'few_fillers',
  'steady_pace',
  'even_words',
  'no_lecture',
  'let_finish',
]);

/**
 * A summary from transcript, metrics and score alone: who was talked to and how it ended, what
 * went well with the sentence that shows it, what to do next time, and what to say instead.
 */
export const summariseByRules = (
  persona: PersonaDefinition,
  turns: readonly TranscriptTurn[],
  metrics: DeliveryMetrics,
  score: Score,
): CallSummary => ({
  method: 'rules',
  model: null,
  overview: overviewOf(persona, turns, metrics, score),
  strengths: metrics.enoughToScore ? strengthsOf(persona.mode, score) : [],
  improvements: improvementsOf(persona.mode, score, metrics),
  contrasts: contrastsOf(persona.mode, turns),
});

const overviewOf = (
  persona: PersonaDefinition,
  turns: readonly TranscriptTurn[],
  metrics: DeliveryMetrics,
  score: Score,
): string => {
  if (!metrics.enoughToScore) {
    return `You were on with ${persona.name} for ${spokenDuration(metrics.durationMs)} and said ${metrics.traineeWords} ${metrics.traineeWords === 1 ? 'word' : 'words'}. That is too little to say anything fair about it.`;
  }
  const share =
    metrics.talkShare === null
      ? ''
      : `, ${Math.round(metrics.talkShare * 100)} percent of the talking`;
  return [
    `You talked with ${persona.name}, ${lowerFirst(persona.title)}, for ${spokenDuration(metrics.durationMs)} and said ${metrics.traineeWords} words${share}.`,
    OUTCOME[persona.mode](persona, turns, score),
    extremesOf(score),
  ]
    .filter(Boolean)
    .join(' ');
};

const OUTCOME: Record<
  Mode,
  (persona: PersonaDefinition, turns: readonly TranscriptTurn[], score: Score) => string
> = {
  cold_call: (persona, turns, score) => {
    const name = firstName(persona);
    if (check(score, 'agreed')?.verdict === 'yes') {
      return `${name} agreed to a next step after you asked: "${check(score, 'agreed')?.quote?.text ?? ''}"`;
    }
    const last = lastOf(turns, 'persona');
    const asked = check(score, 'proposed')?.verdict === 'yes';
    const lead = asked
      ? `You asked ${name} for a next step and did not get one`
      : `You never asked ${name} for a next step`;
    return last ? `${lead}; the last you heard was ${endQuote(last)}` : `${lead}.`;
  },
  interview: (persona, turns, score) => {
    const story =
      check(score, 'quantified')?.quote?.text ?? check(score, 'named_result')?.quote?.text;
    const questions = turns.filter(
      ({ speaker, text }) => speaker === 'persona' && text.includes('?'),
    ).length;
    const lead = `${firstName(persona)} asked you ${questions} ${questions === 1 ? 'question' : 'questions'}`;
    return story
      ? `${lead}; your clearest result was ${endQuote(story)}`
      : `${lead}; none of your answers ended in a result.`;
  },
  small_talk: (persona, turns, score) => {
    const kept = check(score, 'came_back')?.quote?.text ?? check(score, 'took_up')?.quote?.text;
    const name = firstName(persona);
    return kept
      ? `You stayed with what ${name} told you: ${endQuote(kept)}`
      : `You hardly took up anything ${name} told you.`;
  },
};

/** A quote that closes a sentence; one that was cut off in the middle gets the full stop it lacks. */
const endQuote = (text: string): string => `"${text}"${/[.!?…]$/.test(text) ? '' : '.'}`;

/** The best and the weakest part of the scorecard, when they differ. */
const extremesOf = ({ criteria }: Score): string => {
  const judged = criteria.filter(({ points }) => points !== null);
  const sorted = [...judged].sort((a, b) => (b.points ?? 0) - (a.points ?? 0));
  const [best, worst] = [sorted[0], sorted.at(-1)];
  if (!best || !worst || best.points === worst.points) return '';
  return `Strongest part: ${best.name} (${Math.round(best.points ?? 0)} of 100); most to gain: ${worst.name} (${Math.round(worst.points ?? 0)}).`;
};

const strengthsOf = (mode: Mode, score: Score): string[] => {
  const passed = score.criteria.flatMap(({ key, points, checks }) =>
    checks
      .filter(({ verdict, quote }) => verdict === 'yes' && quote !== null)
      .map((one) => ({
        criterion: key,
        points: points ?? 0,
        one,
        measured: MEASURED.has(one.key),
      })),
  );
  passed.sort((a, b) => Number(a.measured) - Number(b.measured) || b.points - a.points);
  const chosen: typeof passed = [];
  for (const entry of passed) {
    const repeats = chosen.some(
      ({ criterion, one }) =>
        criterion === entry.criterion || one.quote?.text === entry.one.quote?.text,
    );
    if (!repeats) chosen.push(entry);
    if (chosen.length === MAX_POINTS) break;
  }
  return chosen.map(({ one, measured }) => strength(mode, one, measured));
};

const strength = (mode: Mode, one: CheckVerdict, measured: boolean): string => {
  const did = ADVICE[mode][one.key]?.did ?? 'met a point of the rubric';
  return measured ? `You ${did}. ${one.comment}` : `You ${did}: "${one.quote?.text ?? ''}"`;
};

const improvementsOf = (mode: Mode, score: Score, metrics: DeliveryMetrics): string[] => {
  if (!metrics.enoughToScore) {
    return ['Stay on the line for at least a few sentences; then there is something to look at.'];
  }
  return [...score.criteria]
    .filter(({ points }) => points !== null && points < 100)
    .sort((a, b) => (a.points ?? 0) - (b.points ?? 0))
    .flatMap(({ name, checks }) => {
      const failed = checks.find(({ verdict }) => verdict === 'no');
      return failed ? [improvement(mode, name, failed)] : [];
    })
    .slice(0, MAX_POINTS);
};

const improvement = (mode: Mode, criterion: string, failed: CheckVerdict): string => {
  const next = ADVICE[mode][failed.key]?.next ?? failed.question;
  const instead = failed.quote ? ` You said: "${failed.quote.text}"` : '';
  return `${criterion}: ${next}${instead}`;
};

const check = (score: Score, key: string): CheckVerdict | undefined =>
  score.criteria.flatMap(({ checks }) => checks).find((one) => one.key === key);

const lastOf = (
  turns: readonly TranscriptTurn[],
  speaker: TranscriptTurn['speaker'],
): string | undefined =>
  sentencesOf(turns.findLast((turn) => turn.speaker === speaker)?.text ?? '').at(-1);

const firstName = ({ name }: PersonaDefinition): string => name.split(' ')[0] ?? name;

const lowerFirst = (text: string): string =>
  /^[A-Z]{2}/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);

const spokenDuration = (ms: number): string => {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  return seconds % 60 === 0
    ? `${seconds / 60} min`
    : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
};
