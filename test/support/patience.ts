import { dirname } from 'node:path';

jest.setTimeout(120_000);

/**
 * Beyond pure logic, tests run on real sockets and real time, on a machine that may stand still for a
 * second. Such a test is judged by its second try; `npm test` names it, and prints why the first failed.
 */
const REAL_TIME_TESTS = dirname(__dirname);
if (expect.getState().testPath?.startsWith(REAL_TIME_TESTS)) {
  jest.retryTimes(1, { logErrorsBeforeRetry: true });
}
