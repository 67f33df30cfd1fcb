import { ArrivalTimeline } from './arrival-timeline';

// Low, because half an hour of it is many samples.
const SAMPLE_RATE = 2_000;
const PER_MS = SAMPLE_RATE / 1000;
const LOUD = 8000;
const QUIET = 3;

/** Where each marked frame lies in the end, in milliseconds; frames are 20 ms unless said otherwise. */
function placed(frames: readonly { atMs: number; mark?: number; ms?: number }[]) {
  const first = new Map<number, number>();
  const counts = new Map<number, number>();
  let length = 0;
  const timeline = new ArrivalTimeline({
    sampleRate: SAMPLE_RATE,
    append: (samples) => {
      const mark = samples[0] ?? 0;
      if (!first.has(mark)) first.set(mark, length);
      counts.set(mark, (counts.get(mark) ?? 0) + samples.length);
      length += samples.length;
    },
    appendSilence: (samples) => (length += samples),
  });
  for (const { atMs, mark = LOUD, ms = 20 } of frames) {
    timeline.push(new Int16Array(ms * PER_MS).fill(mark), atMs * PER_MS);
  }
  timeline.release();
  return {
    lengthMs: length / PER_MS,
    msOf: (mark: number) => (first.get(mark) ?? Number.NaN) / PER_MS,
    count: (mark: number) => (counts.get(mark) ?? 0) / PER_MS,
  };
}

const steadily = (
  fromMs: number,
  toMs: number,
  mark = LOUD,
  lateMs: (atMs: number) => number = () => 0,
) =>
  Array.from({ length: (toMs - fromMs) / 20 }, (_, index) => {
    const atMs = fromMs + 20 * (index + 1);
    return { atMs: atMs + lateMs(atMs), mark };
  });

describe('sound on the clock of its arrival', () => {
  it('begins when it began', () => {
    expect(placed(steadily(480, 1000, 77)).msOf(77)).toBe(480);
  });

  it('begins where it belongs when its first frames came late', () => {
    const late = (atMs: number) => (atMs < 560 ? 70 : 0);
    expect(placed(steadily(480, 1000, 77, late)).msOf(77)).toBe(480);
  });

  it('is not moved by jitter', () => {
    const jitter = (atMs: number) => (atMs * 7919) % 60;
    const line = placed([...steadily(0, 2000, LOUD, jitter), { atMs: 2025, mark: 77 }]);
    expect(Math.abs(line.msOf(77) - 2000)).toBeLessThanOrEqual(8);
  });

  it.each([20, 40, 80, 500, 3000])('leaves room for %d ms that were lost', (lostMs) => {
    const line = placed([
      ...steadily(0, 1000),
      ...steadily(1000 + lostMs, 1020 + lostMs, 77),
      ...steadily(1020 + lostMs, 3000 + lostMs),
    ]);
    expect(Math.abs(line.msOf(77) - (1000 + lostMs))).toBeLessThanOrEqual(1);
  });

  it('has no gap where frames were only held up, however long, and loses none', () => {
    const heap = Array.from({ length: 100 }, () => ({ atMs: 3000, mark: 55 }));
    const line = placed([...steadily(0, 1000), ...heap, ...steadily(3000, 4000, 77)]);
    expect([line.msOf(55), line.count(55), line.msOf(77)]).toEqual([1000, 2000, 3000]);
  });

  it('takes stalls that follow each other for no gap, where it catches up by and by', () => {
    const heap = (atMs: number, fromMs: number, toMs: number, mark: number) =>
      Array.from({ length: (toMs - fromMs) / 20 }, () => ({ atMs, mark }));
    const line = placed([
      ...steadily(0, 1000),
      ...heap(1700, 1000, 1340, 55),
      ...heap(2300, 1340, 2000, 66),
      ...heap(2400, 2000, 2400, 77),
      ...steadily(2400, 4000, 88),
    ]);
    expect([55, 66, 77, 88].map((mark) => line.msOf(mark))).toEqual([1000, 1340, 2000, 2400]);
  });

  it('keeps back nothing that came in time', () => {
    let kept = 0;
    const timeline = new ArrivalTimeline({
      sampleRate: SAMPLE_RATE,
      append: ({ length }) => (kept += length),
      appendSilence: () => undefined,
    });
    for (const { atMs } of steadily(0, 2000)) timeline.push(new Int16Array(40), atMs * PER_MS);
    expect(kept).toBe(2000 * PER_MS);
  });

  it('copies what it is given, since frames are used again', () => {
    const kept: number[] = [];
    const timeline = new ArrivalTimeline({
      sampleRate: SAMPLE_RATE,
      append: (samples) => kept.push(samples[0] ?? 0),
      appendSilence: () => undefined,
    });
    const frame = new Int16Array(40).fill(5);
    timeline.push(frame, 40);
    frame.fill(9);
    timeline.release();
    expect(kept).toEqual([5]);
  });

  it.each([-200, -100, 100, 200])(
    'stays within 20 ms for half an hour at a microphone that is %d parts per million off',
    (ppm) => {
      const MINUTES = 30;
      const frames = Array.from({ length: MINUTES * 60 * 50 }, (_, index) => {
        const talks = index % 500 < 400;
        return { atMs: 20 * (index + 1) * (1 + ppm / 1e6), mark: talks ? LOUD : QUIET };
      });
      const endMs = frames.at(-1)?.atMs ?? 0;
      const line = placed([...frames, { atMs: endMs + 20, mark: 77 }]);
      expect(Math.abs(line.msOf(77) - endMs)).toBeLessThanOrEqual(20);
      expect(line.count(LOUD)).toBe(MINUTES * 60 * 800);
    },
    30_000,
  );

  it('says nothing of what has not come', () => {
    expect(placed([]).lengthMs).toBe(0);
  });
});
