import { FramePacker } from './frame-packer';
import { levelOf, settle } from './level';
import { int16Of, toFloat32, toInt16 } from './pcm';

describe('samples on the wire', () => {
  it('clips instead of wrapping round', () => {
    expect([...toInt16(Float32Array.of(2, -2, 0, 1, -1))]).toEqual([
      32_767, -32_768, 0, 32_767, -32_768,
    ]);
  });

  it('reads a view that starts at an odd byte and drops half a sample', () => {
    const bytes = Uint8Array.of(9, 0, 64, 0, 192, 7);
    expect([...toFloat32(int16Of(bytes.subarray(1)))]).toEqual([0.5, -0.5]);
  });
});

describe('frames', () => {
  it('have one size whatever the size of the blocks', () => {
    const sizes: number[] = [];
    const packer = new FramePacker(320, (frame) => sizes.push(frame.length));
    for (let i = 0; i < 25; i += 1) {
      packer.push(new Float32Array(128));
    }
    expect(sizes).toEqual(new Array(10).fill(320));
  });
});

describe('the level meter', () => {
  it.each([
    [0, 0],
    [0.0005, 0],
    [0.25, 1],
    [1, 1],
  ])('shows a root mean square of %d as %d', (rms, level) => {
    expect(levelOf(rms)).toBeCloseTo(level, 1);
  });

  it('rises at once and falls slowly', () => {
    expect(settle(0.2, 0.9)).toBe(0.9);
    expect(settle(0.9, 0)).toBeCloseTo(0.84);
  });
});
