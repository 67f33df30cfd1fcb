import { Injectable, Module } from '@nestjs/common';
import { type JobContext, JobProcessor } from '../../apps/api/src/platform/queue/job.processor';
import { JobWorkersModule } from '../../apps/api/src/platform/queue/job-workers.module';
import { JOB_NAMES, type JobName } from '../../apps/api/src/platform/queue/jobs';

export type JobRun = { job: JobName; payload: unknown; context: JobContext };

/** What the processors were given, and what they shall do about it. */
class JobBench {
  readonly runs: JobRun[] = [];
  behave: (run: JobRun) => Promise<void> | void = () => undefined;
  private waiting: (() => void)[] = [];

  async take(run: JobRun): Promise<void> {
    this.runs.push(run);
    this.waiting.forEach((check) => check());
    await this.behave(run);
  }

  of(job: JobName): JobRun[] {
    return this.runs.filter((run) => run.job === job);
  }

  clear(): void {
    this.runs.length = 0;
    this.behave = () => undefined;
  }

  until(done: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if (done()) resolve();
      };
      this.waiting.push(check);
      check();
    });
  }
}

export const bench = new JobBench();

const processorFor = (name: JobName) => {
  @Injectable()
  class BenchProcessor extends JobProcessor {
    readonly job = name;
    process(payload: unknown, context: JobContext) {
      return bench.take({ job: name, payload, context });
    }
  }
  return BenchProcessor;
};

/** Every job is brought to the bench. */
@Module({ imports: [JobWorkersModule], providers: JOB_NAMES.map(processorFor) })
export class JobBenchModule {}

export const eventually = async (check: () => Promise<void>, tries = 100): Promise<void> => {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await check();
    } catch (error) {
      if (attempt > tries) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
};
