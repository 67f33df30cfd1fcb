import { Injectable } from '@nestjs/common';
import { AccountsService } from '../../auth/accounts.service';
import { Clock } from '../../platform/clock/clock';
import { JobQueue } from '../../platform/queue/job-queue';
import { type CallerMerge, CallerMergeRepository } from './caller-merge.repository';

/** A call that began just before its number changed hands is over by then. */
const LONGEST_CALL_MS = 2 * 3_600_000;

/** Guests who turned out to be members. Their calls are moved by whoever owns calls, as a job. */
@Injectable()
export class CallerMergesService {
  constructor(
    private readonly merges: CallerMergeRepository,
    private readonly accounts: AccountsService,
    private readonly jobs: JobQueue,
    private readonly clock: Clock,
  ) {}

  async find(organizationId: string, guestId: string): Promise<CallerMerge | undefined> {
    return this.merges.find(organizationId, guestId);
  }

  async dispatch({ organizationId, guestId }: Pick<CallerMerge, 'organizationId' | 'guestId'>) {
    const options = { jobId: `merge-caller-${guestId}` };
    await this.jobs.add('merge-caller', { organizationId, guestId }, options);
  }

  /** Their calls are the member's now. The guest goes once no call of theirs can still be running. */
  async moved({ organizationId, guestId, createdAt }: CallerMerge): Promise<void> {
    const ageMs = this.clock.now().getTime() - createdAt.getTime();
    if (ageMs > LONGEST_CALL_MS) await this.accounts.removeGuest(organizationId, guestId);
  }

  async sweep(): Promise<void> {
    for (const merge of await this.merges.list()) await this.dispatch(merge);
  }
}
