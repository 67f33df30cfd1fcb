import { Framer } from './framer';

/** The frames of a sequence that is cut into chunks of the given lengths, and then ended. */
function framesOf(...lengths: number[]): number[][] {
  const framer = new Framer();
  const frames: number[][] = [];
  const keep = (frame: Uint8Array): void => void frames.push([...frame]);
  let next = 0;
  for (const length of lengths) {
    framer.push(
      Uint8Array.from({ length }, () => next++ % 251),
      keep,
    );
  }
  framer.flush(keep);
  return frames;
}

const counted = (length: number): number[] => Array.from({ length }, (_, at) => at % 251);

describe('Framer', () => {
  it.each([
    ['whole frames', [160, 320]],
    ['chunks shorter than a frame', [100, 100, 100, 100, 80]],
    ['chunks longer than a frame', [333, 307]],
    ['single bytes', Array.from({ length: 480 }, () => 1)],
    ['nothing now and then', [0, 160, 0]],
  ])('keeps every byte in its order in %s', (_name, lengths) => {
    const total = lengths.reduce((sum, length) => sum + length, 0);
    const frames = framesOf(...lengths);
    expect(frames.every(({ length }) => length === 160)).toBe(true);
    expect(frames.flat()).toEqual(counted(total));
  });

  it('fills up only the end, with silence', () => {
    const frames = framesOf(150, 30);
    expect(frames).toHaveLength(2);
    expect(frames.flat()).toEqual([...counted(180), ...Array<number>(140).fill(0xff)]);
  });

  it('begins afresh after the end', () => {
    const framer = new Framer();
    const frames: number[] = [];
    framer.push(Uint8Array.of(1, 2), () => undefined);
    framer.flush(() => undefined);
    framer.flush(() => frames.push(0));
    framer.push(new Uint8Array(160).fill(9), (frame) => frames.push(...frame));
    expect(frames).toEqual(Array<number>(160).fill(9));
  });
});
