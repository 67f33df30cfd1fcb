import { Injectable } from '@nestjs/common';
import { JobProcessor } from '../platform/queue/job.processor';
import { SpoolSweep } from './spool-sweep.service';

@Injectable()
export class SweepSpoolProcessor extends JobProcessor<'sweep-spool'> {
  readonly job = 'sweep-spool';

  constructor(private readonly spools: SpoolSweep) {
    super();
  }

  async process(): Promise<void> {
    await this.spools.sweep();
  }
}
