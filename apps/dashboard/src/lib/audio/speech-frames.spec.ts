import { SpeechFrames } from './speech-frames';

const ROOM = 0.002;
const VOICE = 0.1;

const after = (...frames: [probability: number, rms: number][]): SpeechFrames => {
  const speech = new SpeechFrames();
  for (let i = 0; i < 60; i += 1) {
    speech.push(0.02, ROOM);
  }
  frames.forEach(([probability, rms]) => speech.push(probability, rms));
  return speech;
};

describe('the frames of a speech detector', () => {
  it('suspects speech in the first likely frame, and only in that', () => {
    expect(after([0.2, VOICE]).mayBeFirst).toBe(false);
    expect(after([0.6, VOICE]).mayBeFirst).toBe(true);
    expect(after([0.6, VOICE], [0.9, VOICE]).mayBeFirst).toBe(false);
  });

  it('tells how long ago speech began, from the start of its first frame', () => {
    expect(after([0.6, VOICE], [0.9, VOICE], [0.9, VOICE]).speechForMs).toBe(96);
    expect(after([0.6, VOICE], [0.4, ROOM], [0.9, VOICE], [0.9, VOICE]).speechForMs).toBe(128);
  });

  it('tells how long ago speech stopped', () => {
    const quiet = Array.from({ length: 12 }, (): [number, number] => [0.1, ROOM]);
    expect(after([0.9, VOICE], ...quiet).silentForMs).toBe(384);
  });

  it('begins anew after it was told that this is over', () => {
    const speech = after([0.9, VOICE], [0.1, ROOM]);
    speech.over();
    speech.push(0.9, VOICE);
    expect(speech.mayBeFirst).toBe(true);
    expect(speech.speechForMs).toBe(32);
  });

  it('measures loudness over the room, which speech does not raise', () => {
    expect(after([0.9, VOICE]).overFloorDb).toBeCloseTo(20 * Math.log10(VOICE / ROOM), 0);
    const long = Array.from({ length: 100 }, (): [number, number] => [0.9, VOICE]);
    expect(after(...long).overFloorDb).toBeGreaterThan(30);
  });
});
