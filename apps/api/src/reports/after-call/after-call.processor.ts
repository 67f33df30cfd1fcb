import { Injectable } from '@nestjs/common';
import { JobProcessor } from '../../platform/queue/job.processor';
import type { JobPayload } from '../../platform/queue/jobs';
import { AfterCallFlow } from './after-call.flow';

@Injectable()
export class AfterCallProcessor extends JobProcessor<'after-call'> {
  readonly job = 'after-call';

  constructor(private readonly flow: AfterCallFlow) {
    super();
  }

  async process(call: JobPayload<'after-call'>): Promise<void> {
    await this.flow.start(call);
  }
}
