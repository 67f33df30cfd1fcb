import type { CallDetail } from '../../api/types';

/** A shared one does not say whose it is, and what they brought. */
type Personal = 'member' | 'brief';
export type ReviewCall = Omit<CallDetail, Personal> & Partial<Pick<CallDetail, Personal>>;
export type ReviewTurn = CallDetail['turns'][number];
export type CallSummary = NonNullable<CallDetail['summary']>;
export type Score = NonNullable<CallDetail['score']>;
export type DeliveryMetrics = NonNullable<CallDetail['metrics']>;
export type CallCost = NonNullable<CallDetail['cost']>;
export type CallRecording = NonNullable<CallDetail['recording']>;
export type RecordingGone = NonNullable<CallDetail['recordingGone']>;
export type CallConsent = NonNullable<CallDetail['consent']>;
export type WorkPart = keyof CallDetail['work'];

export const isWorking = (call: ReviewCall): boolean =>
  call.state !== 'ready' || Object.values(call.work).includes('pending');

export const failedParts = (call: ReviewCall): WorkPart[] =>
  (Object.keys(call.work) as WorkPart[]).filter((part) => call.work[part] === 'failed');

/** What the persona was going to say and nobody heard. */
export const unheardOf = (turn: ReviewTurn): string =>
  turn.generatedText?.startsWith(turn.text)
    ? turn.generatedText.slice(turn.text.length).trim()
    : '';

/** The turn that is heard at a moment: of two that overlap the later one. */
export const turnAt = (turns: readonly ReviewTurn[], positionMs: number): ReviewTurn | undefined =>
  turns.findLast((turn) => turn.startMs <= positionMs);
