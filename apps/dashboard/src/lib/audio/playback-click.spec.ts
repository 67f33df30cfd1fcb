import { PlaybackQueue } from './playback-queue';

const RATE = 48_000;
const BLOCK = 128;
const LEVEL = 0.5;

const tone = (samples: number, from = 0) =>
  Float32Array.from(
    { length: samples },
    (_, i) => LEVEL * Math.cos((2 * Math.PI * 220 * (from + i)) / RATE),
  );
/** Between two samples of the tone itself. */
const STEEPEST = (LEVEL * 2 * Math.PI * 220) / RATE;
/** What a fade of 5 ms adds at most. */
const FADE_STEP = LEVEL / (RATE * 0.005);

class Recording {
  private readonly samples: number[] = [];

  constructor(readonly queue: PlaybackQueue) {}

  play(blocks: number): this {
    const block = new Float32Array(BLOCK);
    for (let i = 0; i < blocks; i += 1) {
      this.queue.render(block);
      this.samples.push(...block);
    }
    return this;
  }

  /** The largest step from one sample to the next: a click is one of half the scale. */
  get largestStep(): number {
    return this.samples.reduce((largest, sample, i) => {
      const before = i === 0 ? sample : (this.samples[i - 1] ?? 0);
      return Math.max(largest, Math.abs(sample - before));
    }, 0);
  }
}

/** In pieces of a size that lets each cut fall elsewhere in a piece. */
const playing = (pieceSamples: number): Recording => {
  const recording = new Recording(new PlaybackQueue({ sampleRate: RATE }));
  for (let at = 0; at < RATE; at += pieceSamples) {
    recording.queue.write('a', tone(pieceSamples, at));
  }
  // The first sample of a voice may be loud; what is measured starts after it.
  recording.queue.render(new Float32Array(BLOCK));
  return recording.play(60);
};

describe('a cut without a click', () => {
  const limit = STEEPEST + FADE_STEP;

  it.each([127, 480, 481, 4096])('is a pause and its end, in pieces of %i samples', (piece) => {
    const recording = playing(piece);
    recording.queue.pause();
    recording.play(40).queue.resume();
    recording.play(40).queue.pause();
    recording.play(40).queue.resume({ segmentId: 'a', fromSample: 3_333 });
    expect(recording.play(40).largestStep).toBeLessThan(limit);
  });

  it('is a pause taken back within its own fade', () => {
    const recording = playing(480);
    recording.queue.pause();
    recording.play(1).queue.resume({ segmentId: 'a', fromSample: 3_333 });
    expect(recording.play(20).largestStep).toBeLessThan(limit);
  });

  it('is a stop, also one right after a pause was taken back', () => {
    const recording = playing(480);
    recording.queue.pause();
    recording.queue.resume();
    recording.queue.clear();
    expect(recording.play(20).largestStep).toBeLessThan(limit);
  });

  it('is a stop where the voice has no more to fade', () => {
    const recording = new Recording(new PlaybackQueue({ sampleRate: RATE }));
    recording.queue.write('a', tone(60 * BLOCK + 3));
    recording.queue.render(new Float32Array(BLOCK));
    recording.play(59).queue.clear();
    expect(recording.play(20).largestStep).toBeLessThan(limit);
  });

  it('is a voice that runs dry and comes back', () => {
    const recording = new Recording(new PlaybackQueue({ sampleRate: RATE }));
    recording.queue.write('a', tone(6_001));
    recording.queue.render(new Float32Array(BLOCK));
    recording.play(100).queue.write('a', tone(RATE));
    expect(recording.queue.underruns).toBe(1);
    expect(recording.play(40).largestStep).toBeLessThan(limit);
  });
});
