import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock';
import { JobProcessor } from '../../platform/queue/job.processor';
import { MonthSumRepository } from './month-sum.repository';

const LATELY_MS = 40 * 86_400_000;

/** The kept sums against the ledger they are kept of. */
@Injectable()
export class CheckMonthSumsProcessor extends JobProcessor<'check-month-sums'> {
  readonly job = 'check-month-sums';
  private readonly logger = new Logger(CheckMonthSumsProcessor.name);

  constructor(
    private readonly sums: MonthSumRepository,
    private readonly clock: Clock,
  ) {
    super();
  }

  async process(): Promise<void> {
    const since = new Date(this.clock.now().getTime() - LATELY_MS);
    for (const { organizationId, month } of await this.sums.listToCheck(since)) {
      const offMicroUsd = await this.sums.rebuild(organizationId, month);
      if (offMicroUsd === 0) continue;
      this.logger.warn({ organizationId, month, offMicroUsd }, 'A month’s sum was put right');
    }
  }
}
