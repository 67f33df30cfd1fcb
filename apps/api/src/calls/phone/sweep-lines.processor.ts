import { Injectable } from '@nestjs/common';
import { JobProcessor } from '../../platform/queue/job.processor';
import { DueRingsService } from './due-rings.service';
import { LineAccountsService } from './line-accounts.service';

/** Rings that were lost, lines whose process died, and lines nobody has accounted. */
@Injectable()
export class SweepLinesProcessor extends JobProcessor<'sweep-lines'> {
  readonly job = 'sweep-lines';

  constructor(
    private readonly rings: DueRingsService,
    private readonly accounts: LineAccountsService,
  ) {
    super();
  }

  async process(): Promise<void> {
    await this.rings.sweep();
    await this.accounts.sweep();
  }
}
