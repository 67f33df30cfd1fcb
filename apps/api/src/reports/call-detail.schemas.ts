import { CallSummary, DeliveryMetrics, Score } from '@sparline/personas';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { CallConsent, CallListItem, CallTurn } from '../calls/calls.schemas';
import { TurnTiming } from '../calls/turn-timing.schemas';
import { CallRecording, RecordingGone } from '../recordings/recordings.schemas';
import { ReviewFallback } from '../scoring/scoring.schemas';
import { CallCost } from '../usage/usage.schemas';

/** `none`: there was nothing to do, e.g. no audio to record. */
export const WorkState = z.enum(['pending', 'done', 'failed', 'none']);
export type WorkState = z.infer<typeof WorkState>;

/** One call as its page shows it; `cost` and `timings` are absent for trainees. */
export const CallDetail = CallListItem.extend({
  brief: z.string().nullable(),
  turns: z.array(CallTurn),
  metrics: DeliveryMetrics.nullable(),
  summary: CallSummary.nullable(),
  score: Score.nullable(),
  /** Why rules summed up or scored where a language model was asked. */
  fallback: z.object({
    summary: ReviewFallback.nullable(),
    score: ReviewFallback.nullable(),
  }),
  cost: CallCost.nullable().optional(),
  /** How long each answer took; empty while the call runs. */
  timings: z.array(TurnTiming).optional(),
  /** Null of calls from before it was kept, and while it is being asked. */
  consent: CallConsent.nullable(),
  recording: CallRecording.nullable(),
  /** Why there is no recording of a call that was recorded. */
  recordingGone: RecordingGone.nullable(),
  work: z.object({
    recording: WorkState,
    accounting: WorkState,
    summary: WorkState,
    score: WorkState,
  }),
});
export type CallDetail = z.infer<typeof CallDetail>;

export class CallDetailDto extends createZodDto(CallDetail) {}
