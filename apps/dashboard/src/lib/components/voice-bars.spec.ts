import { voiceBars } from './voice-bars';

describe('voiceBars', () => {
  it('draws the same line for the same name, another for another', () => {
    expect(voiceBars('Sarah', 20)).toEqual(voiceBars('Sarah', 20));
    expect(voiceBars('Sarah', 20)).not.toEqual(voiceBars('David', 20));
  });

  it('draws as many bars as asked, all of them within the line', () => {
    const bars = voiceBars('Rachel Chen', 31);
    expect(bars).toHaveLength(31);
    for (const { up, down } of bars) {
      expect(Math.min(up, down)).toBeGreaterThanOrEqual(0);
      expect(Math.max(up, down)).toBeLessThanOrEqual(1);
    }
  });

  it('lets one speak at a time, and both in a line', () => {
    const bars = voiceBars('Alex', 40);
    expect(bars.every(({ up, down }) => Math.min(up, down) < 0.07)).toBe(true);
    expect(bars.some(({ up }) => up > 0.3)).toBe(true);
    expect(bars.some(({ down }) => down > 0.3)).toBe(true);
  });
});
