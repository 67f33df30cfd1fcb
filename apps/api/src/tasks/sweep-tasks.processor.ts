import { Injectable } from '@nestjs/common';
import { JobProcessor } from '../platform/queue/job.processor';
import { TasksService } from './tasks.service';

@Injectable()
export class SweepTasksProcessor extends JobProcessor<'sweep-tasks'> {
  readonly job = 'sweep-tasks';

  constructor(private readonly tasks: TasksService) {
    super();
  }

  async process(): Promise<void> {
    await this.tasks.sweep();
  }
}
