import { BargeIn, PAGE_HOLD_MS, UNSURE_HOLD_MS } from './barge-in';

const loud = (nowMs: number) => ({ nowMs, voiceForMs: 2000, overFloorDb: 30 });

describe('a hold before speech is certain', () => {
  it('becomes the hold of speech when the detector confirms it', () => {
    const bargeIn = new BargeIn();
    expect(bargeIn.mayBeSpeech(loud(0))).toBe('pause');
    expect(bargeIn.speechStarted(60, true)).toBeNull();
    bargeIn.speechEnded();
    expect(bargeIn.tick(UNSURE_HOLD_MS + 60)).toBeNull();
    expect(bargeIn.tick(PAGE_HOLD_MS + 60)).toBe('resume');
  });

  it('ends by itself when nothing confirms it', () => {
    const bargeIn = new BargeIn();
    bargeIn.mayBeSpeech(loud(0));
    expect(bargeIn.tick(UNSURE_HOLD_MS - 1)).toBeNull();
    expect(bargeIn.tick(UNSURE_HOLD_MS)).toBe('resume');
    expect(bargeIn.holding).toBe(false);
  });

  it('is left to the server once that has paused as well', () => {
    const bargeIn = new BargeIn();
    bargeIn.mayBeSpeech(loud(0));
    expect(bargeIn.serverPaused(50)).toBeNull();
    expect(bargeIn.tick(UNSURE_HOLD_MS + 50)).toBeNull();
    expect(bargeIn.serverResumed()).toBe('resume');
  });

  it('needs a voice to hold', () => {
    expect(new BargeIn().mayBeSpeech({ ...loud(0), voiceForMs: null })).toBeNull();
  });

  it.each([
    { voiceForMs: 100, overFloorDb: 12, effect: null },
    { voiceForMs: 100, overFloorDb: 25, effect: 'pause' },
    { voiceForMs: 900, overFloorDb: 12, effect: 'pause' },
    { voiceForMs: 900, overFloorDb: 3, effect: null },
  ])(
    'answers $effect to a sound $overFloorDb dB over the room, $voiceForMs ms into the voice',
    ({ effect, ...heard }) => {
      expect(new BargeIn().mayBeSpeech({ nowMs: 0, ...heard })).toBe(effect);
    },
  );

  it('does not make the persona stammer when it hears itself', () => {
    const bargeIn = new BargeIn();
    let holds = 0;
    for (let nowMs = 0; nowMs < 30_000; nowMs += 20) {
      holds += bargeIn.mayBeSpeech(loud(nowMs)) === 'pause' ? 1 : 0;
      bargeIn.tick(nowMs);
    }
    expect(holds).toBeLessThanOrEqual(5);
  });

  it('is quick again after real speech', () => {
    const bargeIn = new BargeIn();
    for (let nowMs = 0; nowMs < 10_000; nowMs += 20) {
      bargeIn.mayBeSpeech(loud(nowMs));
      bargeIn.tick(nowMs);
    }
    bargeIn.speechStarted(10_000, true);
    bargeIn.serverCleared();
    bargeIn.speechEnded();
    expect(bargeIn.mayBeSpeech(loud(20_000))).toBe('pause');
    bargeIn.tick(20_000 + UNSURE_HOLD_MS);
    expect(bargeIn.mayBeSpeech(loud(21_500))).toBe('pause');
  });
});
