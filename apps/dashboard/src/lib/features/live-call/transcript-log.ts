import type { Speaker, TranscriptEvent } from './practice-protocol';

export type TranscriptEntry = {
  turnId: string;
  speaker: Speaker;
  /** Whom the trainee was talking to when the turn began. */
  partner: string;
  text: string;
  /** Of a persona's turn, what has been heard of it; undefined where nobody counts. */
  heardText: string | undefined;
  final: boolean;
};

/** Keeps turns in the order they began; a turn that turned out to be nothing goes. */
export const mergeTranscript = (
  entries: readonly TranscriptEntry[],
  event: TranscriptEvent,
  partner: string,
): TranscriptEntry[] => {
  const before = entries.find((entry) => entry.turnId === event.turnId);
  if (before?.final && !event.final) {
    return [...entries];
  }
  const { turnId, speaker, text, final } = event;
  const entry = {
    turnId,
    speaker,
    partner: before?.partner ?? partner,
    text,
    final,
    heardText: event.heardText ?? before?.heardText,
  };
  if (final && text.trim() === '') {
    return entries.filter((other) => other.turnId !== turnId);
  }
  return before
    ? entries.map((other) => (other.turnId === turnId ? entry : other))
    : [...entries, entry];
};

/** How an entry is shown: words that stand, words still being recognised, words that were cut. */
export const shownParts = (
  entry: TranscriptEntry,
): { said: string; pending: string; unheard: string } => {
  if (entry.speaker === 'trainee') {
    return entry.final
      ? { said: entry.text, pending: '', unheard: '' }
      : { said: '', pending: entry.text, unheard: '' };
  }
  const heard = entry.heardText ?? entry.text;
  const rest = entry.text.startsWith(heard) ? entry.text.slice(heard.length).trim() : '';
  // What is still to be spoken is not shown: it would be read before it is heard.
  return { said: heard, pending: '', unheard: entry.final ? rest : '' };
};

/** The words the loudspeaker said lately, to know an echo by. */
export const recentPersonaWords = (entries: readonly TranscriptEntry[]): string =>
  entries
    .filter((entry) => entry.speaker === 'persona')
    .slice(-2)
    .map((entry) => entry.text)
    .join(' ');
