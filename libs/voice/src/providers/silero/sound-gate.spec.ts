import { SoundGate } from './sound-gate';

const PUSH = 160;
const FLOOR_DBFS = -50;

/** The gate after pushes of 20 ms that were so much louder than the room. */
function after(overFloorDb: readonly number[], floorDbfs = FLOOR_DBFS): SoundGate {
  const gate = new SoundGate();
  overFloorDb.forEach((over, push) =>
    gate.hear({ loudestDbfs: floorDbfs + over, floorDbfs }, push * PUSH, (push + 1) * PUSH),
  );
  return gate;
}

const times = (count: number, over: number): number[] => Array.from({ length: count }, () => over);

describe('SoundGate', () => {
  it.each([
    ['a quiet room', times(50, 2), false],
    ['the first sound', [0, 0, 7], true],
    ['shortly after a sound', [0, 7, ...times(9, 0)], true],
    ['200 ms after a sound', [0, 7, ...times(10, 0)], false],
  ])('for %s', (_, overFloorDb, isOpen) => {
    expect(after(overFloorDb).isOpen).toBe(isOpen);
  });

  it('stays shut for what is too quiet for anybody, however silent the room is', () => {
    expect(after([0, 20], -90).isOpen).toBe(false);
    expect(after([0, 35], -90).isOpen).toBe(true);
  });

  it('knows where the latest sound began and ended, across short pauses', () => {
    const gate = after([9, 0, 0, 0, 0, 0, 0, 9, 0, 0, 9, 0]);
    expect([gate.loudFrom, gate.loudUntil]).toEqual([7 * PUSH, 11 * PUSH]);
  });
});
