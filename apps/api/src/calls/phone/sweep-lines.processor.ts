import { Injectable } from '@nestjs/common';
import { JobProcessor } from '../../platform/queue/job.processor';
import { DueRingsService } from './due-rings.service';

/** Rings that were lost, and lines whose process died. */
@Injectable()
export class SweepLinesProcessor extends JobProcessor<'sweep-lines'> {
  readonly job = 'sweep-lines';

  constructor(private readonly rings: DueRingsService) {
    super();
  }

  async process(): Promise<void> {
    await this.rings.sweep();
  }
}
