import { Verdict } from './verdict';

const isSettled = async (settled: Promise<void>): Promise<boolean> => {
  let done = false;
  void settled.then(() => (done = true));
  await Promise.resolve();
  await Promise.resolve();
  await Promise.resolve();
  return done;
};

describe('who has answered', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it.each([
    ['human', false],
    ['unknown', false],
    ['machine_start', true],
    ['machine_end_beep', true],
    ['fax', true],
  ])('is known at once when Twilio says %s before it is asked', async (word, machine) => {
    const verdict = new Verdict();
    verdict.take(word);
    expect(await isSettled(verdict.settled())).toBe(true);
    expect(verdict.isMachine).toBe(machine);
  });

  it('is waited for', async () => {
    const verdict = new Verdict();
    const settled = verdict.settled();
    jest.advanceTimersByTime(7_900);
    expect(await isSettled(settled)).toBe(false);
    verdict.take('human');
    expect(await isSettled(settled)).toBe(true);
  });

  it('is taken for a person when nothing is said within eight seconds', async () => {
    const verdict = new Verdict();
    const settled = verdict.settled();
    jest.advanceTimersByTime(8_000);
    expect(await isSettled(settled)).toBe(true);
    expect(verdict.isMachine).toBe(false);
  });

  it('stays what was said first', () => {
    const verdict = new Verdict();
    verdict.take('human');
    verdict.take('machine_start');
    expect(verdict.isMachine).toBe(false);
  });

  it('is no longer waited for when nobody is there any more', async () => {
    const verdict = new Verdict();
    const settled = verdict.settled();
    verdict.stop();
    expect(await isSettled(settled)).toBe(true);
  });
});
