import type { CallDetail } from '../../api/types';
import { dateOf } from './amounts';
import type { CallConsent, RecordingGone } from './call-detail';

type Problem = NonNullable<NonNullable<CallDetail['recording']>['problem']>;

/** Why something is missing from a recording. */
export const PROBLEM_WORDS: Record<Problem, string> = {
  disk_full: 'A part of the sound is missing: the server’s disk was full.',
  disk_failed: 'A part of the sound is missing: the server’s disk could not be written.',
  cut_short: 'The server stopped during this call, so the last second may be missing.',
  spool_missing: 'The sound of this call is on no disk that could be read.',
};

const REASONS: Record<NonNullable<RecordingGone['reason']>, string> = {
  retention: 'It was deleted because it had been kept as long as your organization wants.',
  by_member: 'It was deleted by an administrator.',
  call_deleted: 'It was deleted together with the call.',
  orphan: 'It was deleted because it belonged to no call.',
};

export const goneWords = (gone: RecordingGone): { title: string; text: string } => {
  const reason = gone.reason ? REASONS[gone.reason] : '';
  switch (gone.state) {
    case 'deleted':
      return { title: `The recording is gone since ${dateOf(gone.at)}`, text: reason };
    case 'being_deleted':
      return { title: 'The recording is being deleted', text: reason };
    case 'lost':
      return {
        title: 'The recording is missing',
        text: `Its file was not found in the storage on ${dateOf(gone.at)}. It comes back if the file does; an administrator can look into it.`,
      };
    case 'failed':
      return {
        title: 'There is no recording',
        text: gone.problem ? PROBLEM_WORDS[gone.problem] : '',
      };
  }
};

/** Sound was to be kept. */
export const isKept = ({ answer }: CallConsent): boolean =>
  answer !== 'refused' && answer !== 'not_asked';

/** What the trainee was told or asked about recording. */
export const consentWords = ({ answer, at, by }: CallConsent): string => {
  const where = by === 'telephone' ? 'on the telephone' : 'on the page';
  switch (answer) {
    case 'announced':
      return `Said ${where} that the call is recorded, ${dateOf(at)}.`;
    case 'given':
      return `Asked ${where} whether it may be recorded, and the answer was yes, ${dateOf(at)}.`;
    case 'refused':
      return by === 'telephone'
        ? `Asked ${where} whether it may be recorded, and nobody said yes, ${dateOf(at)}. No sound was kept.`
        : `Recording was switched off for this call, ${dateOf(at)}. No sound was kept.`;
    case 'not_asked':
      return 'Nobody was there to ask whether it may be recorded, so no sound was kept.';
    case 'off':
      return 'Nothing was said about recording in this call.';
  }
};
