import { Injectable } from '@nestjs/common';
import { type JobContext, JobProcessor } from '../../platform/queue/job.processor';
import type { JobPayload } from '../../platform/queue/jobs';
import { ExportsService } from './exports.service';

@Injectable()
export class ExportCallsProcessor extends JobProcessor<'export-calls'> {
  readonly job = 'export-calls';

  constructor(private readonly exports: ExportsService) {
    super();
  }

  async process(
    { organizationId, exportId }: JobPayload<'export-calls'>,
    context: JobContext,
  ): Promise<void> {
    await this.exports.write({ organizationId, id: exportId }, context);
  }
}
