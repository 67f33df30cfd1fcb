import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { may } from '../auth/permissions';
import { callStillRunning } from '../calls/calls.errors';
import { CallsService } from '../calls/calls.service';
import { RecordingsService } from '../recordings/recordings.service';
import { ScoringService } from '../scoring/scoring.service';
import { UsageService } from '../usage/usage.service';
import { AfterCallFlow } from './after-call/after-call.flow';
import type { CallDetail } from './call-detail.schemas';

/** One call as its page shows it: what the features know of it, put together. */
@Injectable()
export class CallDetailService {
  constructor(
    private readonly calls: CallsService,
    private readonly recordings: RecordingsService,
    private readonly scoring: ScoringService,
    private readonly usage: UsageService,
    private readonly flow: AfterCallFlow,
  ) {}

  async get(actor: Actor, callId: string): Promise<CallDetail> {
    const { organizationId } = actor;
    const call = await this.calls.get(actor, callId);
    const seesTimings = may(actor.role, 'call:read_all');
    const [turns, review, recording, gone, cost, timings, work] = await Promise.all([
      this.calls.turnsOf(actor, callId),
      this.scoring.reviewOf(organizationId, callId),
      this.recordings.recordingOf(organizationId, callId),
      this.recordings.goneOf(organizationId, callId),
      this.usage.costOfCall(organizationId, callId),
      seesTimings ? this.calls.timingsOf(actor, callId) : undefined,
      this.flow.workOn({
        organizationId,
        callId,
        state: call.state,
        chosen: call.persona !== null,
      }),
    ]);
    return {
      ...call,
      turns,
      ...review,
      recording: recording ?? null,
      recordingGone: gone ?? null,
      ...(may(actor.role, 'cost:read') && { cost: cost ?? null }),
      ...(timings && { timings }),
      work,
    };
  }

  async retryWork(actor: Actor, callId: string): Promise<CallDetail> {
    const call = await this.calls.get(actor, callId);
    if (call.state === 'active') throw callStillRunning();
    await this.flow.retry({ organizationId: actor.organizationId, callId });
    return this.get(actor, callId);
  }
}
