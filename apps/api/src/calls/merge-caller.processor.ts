import { Injectable } from '@nestjs/common';
import { JobProcessor } from '../platform/queue/job.processor';
import type { JobPayload } from '../platform/queue/jobs';
import { CallerMergesService } from '../telephony/numbers/caller-merges.service';
import { MovedCallsRepository } from './moved-calls.repository';

/** A guest has verified their number: their telephone calls become the member's. */
@Injectable()
export class MergeCallerProcessor extends JobProcessor<'merge-caller'> {
  readonly job = 'merge-caller';

  constructor(
    private readonly merges: CallerMergesService,
    private readonly calls: MovedCallsRepository,
  ) {
    super();
  }

  async process({ organizationId, guestId }: JobPayload<'merge-caller'>): Promise<void> {
    const merge = await this.merges.find(organizationId, guestId);
    if (!merge) return;
    await this.calls.move({ organizationId, fromMemberId: guestId, toMemberId: merge.memberId });
    await this.merges.moved(merge);
  }
}
