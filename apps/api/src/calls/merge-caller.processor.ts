import { Injectable } from '@nestjs/common';
import { JobProcessor } from '../platform/queue/job.processor';
import type { JobPayload } from '../platform/queue/jobs';
import { CallerMergesService } from '../telephony/numbers/caller-merges.service';
import { MergedMinutesService } from '../usage/minutes/merged-minutes.service';
import { MovedCallsRepository } from './moved-calls.repository';

/** A guest has verified their number: their telephone calls and their minutes become the member's. */
@Injectable()
export class MergeCallerProcessor extends JobProcessor<'merge-caller'> {
  readonly job = 'merge-caller';

  constructor(
    private readonly merges: CallerMergesService,
    private readonly calls: MovedCallsRepository,
    private readonly minutes: MergedMinutesService,
  ) {
    super();
  }

  async process({ organizationId, guestId }: JobPayload<'merge-caller'>): Promise<void> {
    const merge = await this.merges.find(organizationId, guestId);
    if (!merge) return;
    await this.calls.move({ organizationId, fromMemberId: guestId, toMemberId: merge.memberId });
    const { callerId, memberId } = merge;
    // Also what a call gives back that ran when the number was verified: it is asked for again.
    if (callerId) await this.minutes.move(organizationId, { callerId, memberId });
    await this.merges.moved(merge);
  }
}
