import { JobProcessor } from './job.processor';
import { JOB_NAMES, type JobName } from './jobs';

/** Throws unless each job has exactly one processor: work nobody does would wait for ever. */
export const registerProcessors = (
  candidates: readonly unknown[],
): ReadonlyMap<JobName, JobProcessor> => {
  const processors = candidates.filter((one): one is JobProcessor => one instanceof JobProcessor);
  const problems = JOB_NAMES.flatMap((name) => {
    const own = processors.filter(({ job }) => job === name);
    if (own.length === 1) return [];
    return own.length === 0
      ? [`${name} has no processor`]
      : [`${name} has several: ${own.map((one) => one.constructor.name).join(', ')}`];
  });
  if (problems.length > 0) {
    throw new Error(`Jobs and processors do not match: ${problems.join('; ')}`);
  }
  return new Map(processors.map((processor) => [processor.job, processor]));
};
