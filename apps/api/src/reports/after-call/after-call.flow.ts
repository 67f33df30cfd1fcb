import { Injectable } from '@nestjs/common';
import type { CallState } from '../../calls/calls.schemas';
import { CallsService } from '../../calls/calls.service';
import type { JobName } from '../../platform/queue/jobs';
import { type Flow, JobQueue } from '../../platform/queue/job-queue';
import { RecordingsService } from '../../recordings/recordings.service';
import { ScoringService } from '../../scoring/scoring.service';
import { UsageService } from '../../usage/usage.service';
import type { CallDetail, WorkState } from '../call-detail.schemas';

type Work = CallDetail['work'];
type CallRef = { organizationId: string; callId: string };

const JOBS = {
  recording: 'mix-recording',
  accounting: 'account-usage',
  summary: 'summarise-call',
  score: 'score-call',
} as const satisfies Record<keyof Work, JobName>;

/**
 * The work that follows a call: its pieces side by side, then `finish-call`, which says the call is
 * ready whether or not a piece has failed for good.
 *
 * No table says how far the work is. A piece is done when its result is there; without a result it is
 * pending while the call is `processing` and failed once the call is `ready`. So a flow can be started
 * again at any time: it holds only what has no result yet.
 */
@Injectable()
export class AfterCallFlow {
  constructor(
    private readonly calls: CallsService,
    private readonly recordings: RecordingsService,
    private readonly scoring: ScoringService,
    private readonly usage: UsageService,
    private readonly jobs: JobQueue,
  ) {}

  /** `chosen`: there was somebody to practise with. */
  async workOn(call: CallRef & { state: CallState; chosen: boolean }): Promise<Work> {
    const { organizationId, callId, state } = call;
    const [recording, accounted, review] = await Promise.all([
      this.recordings.stateOf(organizationId, callId),
      this.usage.isAccounted(organizationId, callId),
      this.scoring.reviewOf(organizationId, callId),
    ]);
    const missing: WorkState = state === 'ready' ? 'failed' : 'pending';
    const accounting = accounted ? 'done' : missing;
    if (!call.chosen) return { recording: 'none', accounting, summary: 'none', score: 'none' };
    return {
      recording: recording ?? missing,
      accounting,
      summary: review.summary ? 'done' : missing,
      score: review.score ? 'done' : missing,
    };
  }

  /** Sets what is missing going, unless it is under way. */
  async start(call: CallRef): Promise<void> {
    const ended = await this.calls.endOf(call.organizationId, call.callId);
    const chosen = ended?.chosen ?? true;
    const work = await this.workOn({ ...call, state: 'processing', chosen });
    const flow = { name: 'finish-call' as const, payload: call, children: childrenOf(work, call) };
    await this.jobs.addFlow(flow, { jobId: `finish-call-${call.callId}` });
  }

  /** Tries again what failed, and what the rules did because the language model could not. */
  async retry(call: CallRef): Promise<void> {
    await this.scoring.forgetFallbacks(call.organizationId, call.callId);
    await this.calls.reopen(call.organizationId, call.callId);
    await this.start(call);
  }
}

/** The summary comes after the score, whose findings it takes up. */
const childrenOf = (work: Work, payload: CallRef): Flow[] => {
  const job = (piece: keyof Work, children: Flow[] = []): Flow[] =>
    work[piece] === 'pending' ? [{ name: JOBS[piece], payload, children }] : children;
  return [...job('recording'), ...job('accounting'), ...job('summary', job('score'))];
};
