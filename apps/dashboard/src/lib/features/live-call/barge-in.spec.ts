import { BargeIn, PAGE_HOLD_MS, SERVER_HOLD_MS } from './barge-in';

describe('speaking over the persona', () => {
  it('holds the voice at once, without asking the server', () => {
    expect(new BargeIn().speechStarted(0, true)).toBe('pause');
  });

  it('holds nothing when the persona is silent', () => {
    const bargeIn = new BargeIn();
    expect(bargeIn.speechStarted(0, false)).toBeNull();
    expect(bargeIn.holding).toBe(false);
  });

  it('goes on by itself when the server says nothing', () => {
    const bargeIn = new BargeIn();
    bargeIn.speechStarted(0, true);
    bargeIn.speechEnded();
    expect(bargeIn.tick(PAGE_HOLD_MS - 1)).toBeNull();
    expect(bargeIn.tick(PAGE_HOLD_MS)).toBe('resume');
    expect(bargeIn.tick(PAGE_HOLD_MS + 1)).toBeNull();
  });

  it('does not speak over a trainee who is still speaking', () => {
    const bargeIn = new BargeIn();
    bargeIn.speechStarted(0, true);
    expect(bargeIn.tick(10_000)).toBeNull();
    bargeIn.speechEnded();
    expect(bargeIn.tick(10_050)).toBe('resume');
  });

  it('drops the voice for good when the server calls it an interruption', () => {
    const bargeIn = new BargeIn();
    bargeIn.speechStarted(0, true);
    expect(bargeIn.serverCleared()).toBe('clear');
    bargeIn.speechEnded();
    expect(bargeIn.tick(60_000)).toBeNull();
  });

  it('resumes once when the server says so, and not again by the clock', () => {
    const bargeIn = new BargeIn();
    bargeIn.speechStarted(0, true);
    expect(bargeIn.serverResumed()).toBe('resume');
    expect(bargeIn.serverResumed()).toBeNull();
    expect(bargeIn.tick(60_000)).toBeNull();
  });

  it('gives a server that pauses more time, but not for ever', () => {
    const bargeIn = new BargeIn();
    bargeIn.speechStarted(0, true);
    expect(bargeIn.serverPaused(100)).toBeNull();
    bargeIn.speechEnded();
    expect(bargeIn.tick(PAGE_HOLD_MS + 100)).toBeNull();
    expect(bargeIn.tick(SERVER_HOLD_MS + 100)).toBe('resume');
  });
});
