import { DetectorPulse, type Pulse } from './detector-pulse';

const hear = (pulse: DetectorPulse, frames: number, level: number, answers: boolean): Pulse[] =>
  Array.from({ length: frames }, () => {
    if (answers) {
      pulse.answered();
    }
    return pulse.heard(level);
  }).filter((said) => said !== null);

describe('the pulse of a speech detector', () => {
  it('says now and then that it listens while there is sound', () => {
    expect(hear(new DetectorPulse(), 100, 0.4, true)).toEqual(['alive', 'alive']);
  });

  it('needs no word in a silent room', () => {
    expect(hear(new DetectorPulse(), 500, 0, true)).toEqual([]);
  });

  it('need not repeat what has just been said', () => {
    const pulse = new DetectorPulse();
    hear(pulse, 30, 0.4, true);
    pulse.said();
    expect(hear(pulse, 30, 0.4, true)).toEqual([]);
  });

  it('is lost when the microphone goes on and the detector does not', () => {
    expect(hear(new DetectorPulse(), 74, 0, false)).toEqual([]);
    expect(hear(new DetectorPulse(), 75, 0, false)).toEqual(['lost']);
  });
});
