import { AppError } from '../errors/app-error';
import { failureOf, harmless } from './failure';

describe('What is told of a failure', () => {
  it('is what an error of our own says to people', () => {
    const error = new AppError('unavailable', 'calls.gone', 'The call was deleted. Drop the job.');
    expect(failureOf(error)).toEqual({
      code: 'calls.gone',
      message: 'The call was deleted. Drop the job.',
    });
  });

  it('is the code of the system, where there is one', () => {
    const error = Object.assign(new Error('ENOSPC: no space left on device, write'), {
      code: 'ENOSPC',
    });
    expect(failureOf(error)).toEqual({
      code: 'ENOSPC',
      message: 'ENOSPC: no space left on device, write',
    });
  });

  it('is its kind, where there is nothing else', () => {
    expect(failureOf(new TypeError(''))).toEqual({ code: 'TypeError', message: 'TypeError' });
  });

  it.each([
    ['Unexpected token H in "Hello, this is Sarah"', 'Unexpected token H in …'],
    ["Invalid value 'I earn 40 a year", 'Invalid value …'],
    ['Could not reach +49 151 2345678 now', 'Could not reach … now'],
    ['No mail for tia@example.com', 'No mail for …'],
    ['connect to postgres://user:secret@host/db failed', 'connect to … failed'],
    ['Incorrect API key provided: sk-proj-4f3gh56jk7890', 'Incorrect API key provided: …'],
    ['open /var/lib/sparline/spool/x failed', 'open … failed'],
    ['One line\nand what was said', 'One line'],
    ['The mixing thread ended with code 1', 'The mixing thread ended with code 1'],
  ])('of %j is %j', (message, told) => {
    expect(harmless(message)).toBe(told);
  });

  it('is short', () => {
    expect(harmless('word '.repeat(100)).length).toBeLessThanOrEqual(160);
  });
});
