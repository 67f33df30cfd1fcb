import { jobWords, queueName, reasonWords } from './job-words';

describe('What is said of a job', () => {
  it.each([
    ['mix-recording', 'Recording of a call'],
    ['sweep-calls', 'Tidying up'],
    ['of-another-version', 'of-another-version'],
  ])('%s is called %s', (job, name) => {
    expect(jobWords(job).name).toBe(name);
    expect(jobWords(job).means).toMatch(/\.$/);
  });

  it.each([
    [{ code: 'ENOSPC', message: 'ENOSPC: no space left' }, 'The disk is full.'],
    [{ code: 'ECONNREFUSED', message: 'connect' }, 'Another service did not answer.'],
    [{ code: '57P01', message: 'terminating connection' }, 'The database was not available.'],
    [
      { code: 'UnrecoverableError', message: 'job stalled more than allowable limit' },
      'The server went away in the middle of it, several times.',
    ],
    [{ code: 'TypeError', message: 'x is not a function' }, 'x is not a function'],
  ])('%j failed because: %s', (error, words) => {
    expect(reasonWords(error)).toBe(words);
  });

  it('names queues in words, and those it does not know as they are', () => {
    expect([queueName('scoring'), queueName('new')]).toEqual(['Scores', 'new']);
  });
});
