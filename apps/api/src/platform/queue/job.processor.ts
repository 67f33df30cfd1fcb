import type { JobName, JobPayload } from './jobs';

export type JobContext = {
  /** From 1. */
  attempt: number;
  attempts: number;
  /** When this attempt fails, no other follows. */
  isLastAttempt: boolean;
  /** Aborts when the worker must give the job back, because the process stops. */
  signal: AbortSignal;
};

/**
 * The work of one job. It is given ids, reads the present state, returns quietly when there is
 * nothing left to do, and may run again after any failure: whatever it writes, it writes once.
 */
export abstract class JobProcessor<Name extends JobName = JobName> {
  abstract readonly job: Name;
  abstract process(payload: JobPayload<Name>, context: JobContext): Promise<void>;
}
