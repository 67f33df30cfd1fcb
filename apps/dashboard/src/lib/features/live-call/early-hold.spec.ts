import { BargeIn, PAGE_HOLD_MS, type Suspicion, UNSURE_HOLD_MS } from './barge-in';

const SPEECH: Suspicion = { kind: 'speech', overFloorDb: 35 };
const SOUND: Suspicion = { kind: 'sound', overFloorDb: 35 };
const at = (nowMs: number) => ({ nowMs, voiceForMs: 2000 });

describe('a hold before speech is certain', () => {
  it.each([SPEECH, SOUND])('of $kind becomes that of speech when it is confirmed', (suspicion) => {
    const bargeIn = new BargeIn();
    expect(bargeIn.mayBeSpeech(suspicion, at(0))).toBe('pause');
    expect(bargeIn.speechStarted(60, true)).toBeNull();
    bargeIn.speechEnded();
    expect(bargeIn.tick(UNSURE_HOLD_MS + 60)).toBeNull();
    expect(bargeIn.tick(PAGE_HOLD_MS + 60)).toBe('resume');
  });

  it.each([SPEECH, SOUND])('of $kind ends by itself when nothing confirms it', (suspicion) => {
    const bargeIn = new BargeIn();
    bargeIn.mayBeSpeech(suspicion, at(0));
    expect(bargeIn.tick(UNSURE_HOLD_MS - 1)).toBeNull();
    expect(bargeIn.tick(UNSURE_HOLD_MS)).toBe('resume');
    expect(bargeIn.holding).toBe(false);
  });

  it('waits for certainty once more when a sound turns into what may be speech', () => {
    const bargeIn = new BargeIn();
    bargeIn.mayBeSpeech(SOUND, at(0));
    expect(bargeIn.mayBeSpeech(SPEECH, at(100))).toBeNull();
    expect(bargeIn.mayBeSpeech(SPEECH, at(200))).toBeNull();
    expect(bargeIn.tick(UNSURE_HOLD_MS)).toBeNull();
    expect(bargeIn.tick(UNSURE_HOLD_MS + 100)).toBe('resume');
  });

  it('is left to the server once that has paused as well', () => {
    const bargeIn = new BargeIn();
    bargeIn.mayBeSpeech(SPEECH, at(0));
    expect(bargeIn.serverPaused(50)).toBeNull();
    expect(bargeIn.tick(UNSURE_HOLD_MS + 50)).toBeNull();
    expect(bargeIn.serverResumed()).toBe('resume');
  });

  it('needs a voice to hold', () => {
    expect(new BargeIn().mayBeSpeech(SPEECH, { nowMs: 0, voiceForMs: null })).toBeNull();
  });

  it.each([
    { kind: 'speech', voiceForMs: 100, overFloorDb: 12, effect: null },
    { kind: 'speech', voiceForMs: 100, overFloorDb: 25, effect: 'pause' },
    { kind: 'speech', voiceForMs: 900, overFloorDb: 12, effect: 'pause' },
    { kind: 'speech', voiceForMs: 900, overFloorDb: 3, effect: null },
    { kind: 'sound', voiceForMs: 100, overFloorDb: 25, effect: null },
    { kind: 'sound', voiceForMs: 100, overFloorDb: 35, effect: 'pause' },
    { kind: 'sound', voiceForMs: 900, overFloorDb: 25, effect: 'pause' },
  ] as const)(
    'answers $effect to $kind of $overFloorDb dB over the room, $voiceForMs ms into the voice',
    ({ kind, overFloorDb, voiceForMs, effect }) => {
      const voice = { nowMs: 0, voiceForMs };
      expect(new BargeIn().mayBeSpeech({ kind, overFloorDb }, voice)).toBe(effect);
    },
  );

  it('does not make the persona stammer when it hears itself', () => {
    const bargeIn = new BargeIn();
    let holds = 0;
    for (let nowMs = 0; nowMs < 30_000; nowMs += 20) {
      holds += bargeIn.mayBeSpeech(SPEECH, at(nowMs)) === 'pause' ? 1 : 0;
      bargeIn.tick(nowMs);
    }
    expect(holds).toBeLessThanOrEqual(5);
  });

  it('is no slower for speech because somebody types', () => {
    const bargeIn = new BargeIn();
    bargeIn.mayBeSpeech(SOUND, at(0));
    bargeIn.tick(UNSURE_HOLD_MS);
    expect(bargeIn.mayBeSpeech(SOUND, at(UNSURE_HOLD_MS + 20))).toBeNull();
    expect(bargeIn.mayBeSpeech(SPEECH, at(UNSURE_HOLD_MS + 40))).toBe('pause');
  });

  it('is quick again after real speech', () => {
    const bargeIn = new BargeIn();
    for (let nowMs = 0; nowMs < 10_000; nowMs += 20) {
      bargeIn.mayBeSpeech(SPEECH, at(nowMs));
      bargeIn.tick(nowMs);
    }
    bargeIn.speechStarted(10_000, true);
    bargeIn.serverCleared();
    bargeIn.speechEnded();
    expect(bargeIn.mayBeSpeech(SPEECH, at(20_000))).toBe('pause');
    bargeIn.tick(20_000 + UNSURE_HOLD_MS);
    expect(bargeIn.mayBeSpeech(SPEECH, at(21_500))).toBe('pause');
  });
});
