import { RecentAudio } from './recent-audio';

const counting = (from: number, length: number): Int16Array =>
  Int16Array.from({ length }, (_, index) => from + index);

describe('RecentAudio', () => {
  it.each([
    ['smaller pieces', 3],
    ['pieces that wrap', 7],
    ['pieces larger than itself', 25],
  ])('keeps the newest samples of %s', (_, piece) => {
    const recent = new RecentAudio(10);
    for (let at = 0; at < 100; at += piece) recent.write(counting(at, Math.min(piece, 100 - at)));
    expect([recent.start, recent.end]).toEqual([90, 100]);
    expect([...recent.read(92, 5)]).toEqual([92, 93, 94, 95, 96]);
  });

  it('reads zeros where it has nothing', () => {
    const recent = new RecentAudio(4);
    recent.write(counting(1, 6));
    expect([...recent.read(1, 8)]).toEqual([0, 3, 4, 5, 6, 0, 0, 0]);
  });

  it('grows without losing what it has, and claims no more than that', () => {
    const recent = new RecentAudio(10);
    recent.write(counting(0, 25));
    recent.reserve(40);
    expect([...recent.read(recent.start, 10)]).toEqual([...counting(15, 10)]);
    recent.write(counting(25, 20));
    expect(recent.start).toBe(15);
    expect([...recent.read(15, 30)]).toEqual([...counting(15, 30)]);
  });
});
