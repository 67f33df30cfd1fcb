import { contentWordsOf, stemOf } from '../text/stop-words';
import { isOpenQuestion, questionsIn } from '../text/questions';
import { countWords } from '../text/words';
import type { TranscriptTurn } from '../transcript';
import type { DeliveryMetrics, Occurrence } from './delivery-metrics.schema';
import { fillersIn, hedgesIn } from './fillers';
import { quantile, totalMs, union } from './intervals';
import { gapsOf, interruptionsOf, longestMonologueOf, speakerChangesOf } from './turn-taking';

/** Raised whenever a formula or a lexicon changes, so that old calls can be recomputed. */
export const DELIVERY_METRICS_VERSION = 2;

/** Fewer substantive words of the trainee: nothing to score, nothing to charge. */
export const CONVERSATION_GATE_WORDS = 20;

/** Gaps of the merged speech timeline above this are long pauses; 3.0 s in published code. */
export const LONG_PAUSE_MS = 3000;

/**
 * Delivery measured from a transcript with times; facts without verdicts. Definitions differ
 * between products, so ours are stated:
 *
 * - talk share: union of the trainee's speech over the sum of both sides' speech, silence excluded
 *   (as Gong and other speech-only definitions; Zoom and Amazon Connect divide by total time);
 * - words per minute: articulation rate, words over the trainee's own speech time, not over the
 *   session;
 * - fillers and hedges: English lexicons (fillers.ts); per 100 words and per minute of speech;
 * - longest monologue: longest stretch of a speaker's turns that only backchannels of at most
 *   3 words interrupt (Gong and Zoom report the same);
 * - questions: sentences ending in "?" or inverted as one; open when led by a wh-word or an
 *   invitation; a follow-up shares a content word with the persona's turn before it (Huang 2017);
 * - interruptions: more than 3 words, starting more than 150 ms before the other's substantive
 *   turn ends (constants of published dual-channel code);
 * - response gap: from the persona's turn end to the trainee's start, gaps of at least 0;
 * - long pauses: silence in the merged timeline above 3 s, between first and last speech;
 * - speaker changes per minute of the call (Gong's interactivity is based on switches).
 *
 * A typed turn has words and no speaking time. It counts for words, questions, fillers per 100
 * words, hedges, speaker changes and the gate of words; talk share, pace, fillers per minute,
 * monologue, interruptions, response gap and long pauses are of the spoken turns alone, a silence
 * in which something was typed is no pause, and where the trainee typed everything they are null.
 *
 * What cannot be measured, for want of words or times, is null and never zero. The order of
 * `turns` does not matter. `durationMs` is the call's length; the last turn's end when absent.
 */
export const measureDelivery = (
  turns: readonly TranscriptTurn[],
  options: { durationMs?: number } = {},
): DeliveryMetrics => {
  const ordered = inOrder(turns);
  const trainee = ordered.filter(({ speaker }) => speaker === 'trainee');
  const persona = ordered.filter(({ speaker }) => speaker === 'persona');
  const traineeWords = wordsIn(trainee);
  const lastMs = ordered.reduce((latest, { endMs }) => Math.max(latest, endMs), 0);
  const durationMs = Math.max(0, Math.round(options.durationMs ?? lastMs));
  return {
    version: DELIVERY_METRICS_VERSION,
    durationMs,
    ...speechOf(ordered),
    traineeWords,
    personaWords: wordsIn(persona),
    fillers: fillersOf(trainee, traineeWords),
    hedges: hedgesOf(trainee, traineeWords),
    questions: questionsOf(ordered),
    speakerChangesPerMinute:
      ordered.length > 0 ? perMinute(speakerChangesOf(ordered), durationMs) : null,
    enoughToScore: substantiveWords(trainee) >= CONVERSATION_GATE_WORDS,
  };
};

type SpeechMetrics = Pick<
  DeliveryMetrics,
  | 'traineeSpeechMs'
  | 'personaSpeechMs'
  | 'talkShare'
  | 'wordsPerMinute'
  | 'longestMonologue'
  | 'interruptions'
  | 'responseGapMs'
  | 'longPauses'
>;

/** What only a voice has; typed turns take no part. */
const speechOf = (ordered: readonly TranscriptTurn[]): SpeechMetrics => {
  const spoken = ordered.filter(isSpoken);
  const trainee = spoken.filter(({ speaker }) => speaker === 'trainee');
  const traineeSpeechMs = totalMs(trainee);
  const personaSpeechMs = totalMs(spoken.filter(({ speaker }) => speaker === 'persona'));
  const bothMs = traineeSpeechMs + personaSpeechMs;
  const allTyped = trainee.length === 0 && spoken.length < ordered.length;
  return {
    traineeSpeechMs,
    personaSpeechMs,
    talkShare: bothMs > 0 && !allTyped ? rounded(traineeSpeechMs / bothMs, 4) : null,
    wordsPerMinute: perMinute(wordsIn(trainee), trainee.length > 0 ? traineeSpeechMs : 0),
    longestMonologue: longestMonologueOf(spoken),
    interruptions: allTyped ? null : interruptionsOf(spoken),
    responseGapMs: responseGaps(ordered),
    longPauses: allTyped ? null : longPausesOf(ordered),
  };
};

const isSpoken = ({ typed }: TranscriptTurn): boolean => typed !== true;

/** Turns with words, by start; an end before its start is taken for the start. */
const inOrder = (turns: readonly TranscriptTurn[]): TranscriptTurn[] =>
  turns
    .filter(({ text }) => countWords(text) > 0)
    .map((turn) => ({ ...turn, endMs: Math.max(turn.startMs, turn.endMs) }))
    .sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs);

const wordsIn = (turns: readonly TranscriptTurn[]): number =>
  turns.reduce((sum, { text }) => sum + countWords(text), 0);

/** Hesitations are no substance: "um, uh, um" is not a conversation. */
const substantiveWords = (turns: readonly TranscriptTurn[]): number =>
  turns.reduce((sum, { text }) => sum + countWords(text) - fillersIn(text).length, 0);

const perMinute = (count: number, ms: number): number | null =>
  ms > 0 ? rounded((count * 60_000) / ms, 1) : null;

const perHundred = (count: number, words: number): number | null =>
  words > 0 ? rounded((count * 100) / words, 1) : null;

const rounded = (value: number, digits: number): number => {
  const factor = 10 ** digits;
  return Math.round(value * factor) / factor;
};

const fillersOf = (turns: readonly TranscriptTurn[], words: number): DeliveryMetrics['fillers'] => {
  const spoken = turns.filter(isSpoken);
  const occurrences = turns.flatMap((turn) =>
    fillersIn(turn.text).map((filler) => occurrence(turn, filler.text, filler.wordIndex)),
  );
  return {
    count: occurrences.length,
    perHundredWords: perHundred(occurrences.length, words),
    perMinute: perMinute(
      spoken.reduce((sum, { text }) => sum + fillersIn(text).length, 0),
      totalMs(spoken),
    ),
    occurrences,
  };
};

/** Without word times a word's place in its turn gives its time; good to about a second. */
const occurrence = (turn: TranscriptTurn, text: string, wordsBefore: number): Occurrence => {
  const share = wordsBefore / Math.max(1, countWords(turn.text));
  const atMs = turn.startMs + (turn.endMs - turn.startMs) * Math.min(1, share);
  return { turnId: turn.id, atMs: Math.round(atMs), text };
};

const hedgesOf = (turns: readonly TranscriptTurn[], words: number): DeliveryMetrics['hedges'] => {
  const count = turns.reduce((sum, { text }) => sum + hedgesIn(text), 0);
  return { count, perHundredWords: perHundred(count, words) };
};

const questionsOf = (turns: readonly TranscriptTurn[]): DeliveryMetrics['questions'] => {
  const occurrences: Occurrence[] = [];
  let open = 0;
  let followUps = 0;
  let heard = new Set<string>();
  for (const turn of turns) {
    if (turn.speaker === 'persona') {
      heard = new Set(contentWordsOf(turn.text).map(stemOf));
      continue;
    }
    for (const question of questionsIn(turn.text)) {
      const before = turn.text.slice(0, turn.text.indexOf(question));
      occurrences.push(occurrence(turn, question, countWords(before)));
      if (isOpenQuestion(question)) open += 1;
      if (contentWordsOf(question).some((word) => heard.has(stemOf(word)))) followUps += 1;
    }
  }
  return { count: occurrences.length, open, followUps, occurrences };
};

const responseGaps = (turns: readonly TranscriptTurn[]): DeliveryMetrics['responseGapMs'] => {
  const gaps = gapsOf(turns);
  if (gaps.length === 0) return null;
  return { median: Math.round(quantile(gaps, 0.5)), p90: Math.round(quantile(gaps, 0.9)) };
};

const longPausesOf = (turns: readonly TranscriptTurn[]): DeliveryMetrics['longPauses'] => {
  const speech = union(turns.filter(isSpoken));
  const typedAtMs = turns.filter(({ typed }) => typed === true).map(({ startMs }) => startMs);
  const pauses = speech
    .slice(1)
    .map(({ startMs }, index) => ({ fromMs: speech[index]?.endMs ?? startMs, toMs: startMs }))
    .filter(({ fromMs, toMs }) => !typedAtMs.some((atMs) => atMs >= fromMs && atMs <= toMs))
    .map(({ fromMs, toMs }) => toMs - fromMs)
    .filter((gapMs) => gapMs > LONG_PAUSE_MS);
  return {
    count: pauses.length,
    totalMs: pauses.reduce((sum, gapMs) => sum + gapMs, 0),
    longestMs: pauses.reduce((longest, gapMs) => Math.max(longest, gapMs), 0),
  };
};
