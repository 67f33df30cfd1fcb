import { countWords } from '../text/words';
import type { TranscriptTurn } from '../transcript';
import type { DeliveryMetrics, Occurrence } from './delivery-metrics.schema';

/** "Mhm", "right, okay": shorter turns neither take nor break the floor. */
export const BACKCHANNEL_WORDS = 3;

/** People overlap a little at every change of turns; below this it is no interruption. */
export const OVERLAP_TOLERANCE_MS = 150;

const isSubstantive = ({ text }: TranscriptTurn): boolean => countWords(text) > BACKCHANNEL_WORDS;

/** A substantive turn that starts while the other's substantive turn still runs. Sorted input. */
export const interruptionsOf = (
  turns: readonly TranscriptTurn[],
): DeliveryMetrics['interruptions'] => {
  const substantive = turns.filter(isSubstantive);
  const occurrences: Occurrence[] = [];
  const counts = { trainee: 0, persona: 0 };
  // The latest end so far per side; sorted by start, so one pass suffices.
  const endMs = { trainee: -Infinity, persona: -Infinity };
  for (const turn of substantive) {
    const other = turn.speaker === 'trainee' ? 'persona' : 'trainee';
    if (turn.startMs < endMs[other] - OVERLAP_TOLERANCE_MS) {
      counts[turn.speaker] += 1;
      occurrences.push({ turnId: turn.id, atMs: turn.startMs, text: turn.text });
    }
    endMs[turn.speaker] = Math.max(endMs[turn.speaker], turn.endMs);
  }
  return { byTrainee: counts.trainee, byPersona: counts.persona, occurrences };
};

/** The trainee's longest stretch; the other side's backchannels within it do not end it. */
export const longestMonologueOf = (
  turns: readonly TranscriptTurn[],
): DeliveryMetrics['longestMonologue'] => {
  let longest: DeliveryMetrics['longestMonologue'] = null;
  let first: TranscriptTurn | undefined;
  let endMs = 0;
  for (const turn of turns) {
    if (turn.speaker === 'persona') {
      if (isSubstantive(turn)) first = undefined;
      continue;
    }
    if (!first) {
      first = turn;
      endMs = turn.endMs;
    }
    endMs = Math.max(endMs, turn.endMs);
    const durationMs = endMs - first.startMs;
    if (durationMs > (longest?.durationMs ?? 0)) {
      longest = { turnId: first.id, atMs: first.startMs, text: first.text, durationMs };
    }
  }
  return longest;
};

/** From the end of a persona's turn to the trainee's start; overlaps and typing do not count. */
export const gapsOf = (turns: readonly TranscriptTurn[]): number[] =>
  turns.flatMap((turn, index) => {
    const before = turns[index - 1];
    if (turn.speaker !== 'trainee' || turn.typed || before?.speaker !== 'persona') return [];
    const gapMs = turn.startMs - before.endMs;
    return gapMs >= 0 ? [gapMs] : [];
  });

export const speakerChangesOf = (turns: readonly TranscriptTurn[]): number =>
  turns.filter((turn, index) => index > 0 && turns[index - 1]?.speaker !== turn.speaker).length;
