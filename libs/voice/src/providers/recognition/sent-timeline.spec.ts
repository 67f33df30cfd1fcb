import { SentTimeline } from './sent-timeline';

describe('SentTimeline', () => {
  it('begins where the connection began', () => {
    const timeline = new SentTimeline();
    timeline.audio(5000, 100);
    timeline.audio(5100, 100);
    expect([0, 1, 150, 200].map((sample) => timeline.positionOf(sample))).toEqual([
      5000, 5001, 5150, 5200,
    ]);
    expect(timeline.sentSamples).toBe(200);
  });

  it('keeps time standing still during silence that nobody recorded', () => {
    const timeline = new SentTimeline();
    timeline.audio(0, 100);
    timeline.silence(100, 80);
    timeline.silence(100, 80);
    timeline.audio(100, 100);
    expect([100, 150, 260, 261, 300].map((sample) => timeline.positionOf(sample))).toEqual([
      100, 100, 100, 101, 140,
    ]);
  });

  it('jumps over what was left out', () => {
    const timeline = new SentTimeline();
    timeline.audio(0, 100);
    timeline.audio(900, 100);
    expect([100, 101, 200].map((sample) => timeline.positionOf(sample))).toEqual([100, 901, 1000]);
  });

  it('knows nothing before anything was sent', () => {
    expect(new SentTimeline().positionOf(10)).toBe(0);
  });
});
