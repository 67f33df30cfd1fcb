import { SoundOnset } from './sound-onset';

const ROOM = 0.2;

const heard = (onset: SoundOnset, ...levels: number[]): boolean[] =>
  levels.map((level) => onset.heard(level));
const inRoom = (level = ROOM): SoundOnset => {
  const onset = new SoundOnset();
  // The floor rises slowly: half a minute of this room.
  heard(onset, ...Array.from({ length: 1500 }, () => level));
  return onset;
};

describe('the beginning of a sound', () => {
  it('is told after 60 ms, once', () => {
    const levels = [0.65, 0.7, 0.72, 0.74, 0.7];
    expect(heard(inRoom(), ...levels)).toEqual([false, false, true, false, false]);
  });

  it('is told again after the sound had stopped', () => {
    const onset = inRoom();
    heard(onset, 0.7, 0.7, 0.7, ROOM, ROOM);
    expect(heard(onset, 0.7, 0.7, 0.7)).toEqual([false, false, true]);
  });

  it('is no click, which dies away', () => {
    expect(heard(inRoom(), 1, 0.8, 0.65, 0.3, ROOM)).not.toContain(true);
  });

  it('is nothing little louder than the room', () => {
    expect(heard(inRoom(), 0.5, 0.5, 0.5, 0.5)).not.toContain(true);
  });

  it('is no noise that goes on', () => {
    const onset = inRoom();
    const fan = Array.from({ length: 500 }, () => 0.62);
    expect(heard(onset, ...fan).filter(Boolean)).toHaveLength(1);
    expect(heard(onset, 0.1, 0.62, 0.62, 0.62)).not.toContain(true);
  });
});
