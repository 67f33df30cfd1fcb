import { JobProcessor } from './job.processor';
import { JOB_NAMES, type JobName } from './jobs';
import { registerProcessors } from './processor-registry';

const processorFor = (job: JobName) =>
  new (class ExampleProcessor extends JobProcessor {
    readonly job = job;
    async process(): Promise<void> {}
  })();

describe('The processors of a worker', () => {
  it('are found among everything else', () => {
    const all = JOB_NAMES.map(processorFor);
    expect([...registerProcessors([{}, undefined, ...all]).keys()].sort()).toEqual(
      [...JOB_NAMES].sort(),
    );
  });

  it('must not miss a job', () => {
    const all = JOB_NAMES.filter((name) => name !== 'score-call').map(processorFor);
    expect(() => registerProcessors(all)).toThrow('score-call has no processor');
  });

  it('must not share a job', () => {
    const all = [...JOB_NAMES.map(processorFor), processorFor('score-call')];
    expect(() => registerProcessors(all)).toThrow(
      'score-call has several: ExampleProcessor, ExampleProcessor',
    );
  });
});
