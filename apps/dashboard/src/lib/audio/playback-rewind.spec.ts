import { PlaybackQueue } from './playback-queue';

/** 1 kHz, so that a sample is a millisecond. */
const RATE = 1000;
const FADE = 5;

/** Each sample tells where in the segment it is, from 1; written in chunks that do not fit the blocks. */
const countTo = (queue: PlaybackQueue, segmentId: string, samples: number) => {
  for (let at = 0; at < samples; at += 7) {
    const length = Math.min(7, samples - at);
    queue.write(
      segmentId,
      Float32Array.from({ length }, (_, i) => at + i + 1),
    );
  }
};
const play = (queue: PlaybackQueue, ms: number): number[] => {
  const out = new Float32Array(ms);
  for (let at = 0; at < ms; at += 10) {
    queue.render(out.subarray(at, at + 10));
  }
  return [...out];
};
const lastPlayed = (queue: PlaybackQueue) => queue.takeReports().at(-1)?.playedSamples;
const playing = (ms: number, keepMs = 2000): PlaybackQueue => {
  const queue = new PlaybackQueue({ sampleRate: RATE, prebufferMs: 20, fadeMs: FADE, keepMs });
  countTo(queue, 'a', 5000);
  play(queue, ms);
  return queue;
};

describe('going on after a pause', () => {
  it('says the word again from the place the server names', () => {
    const queue = playing(400);
    queue.pause();
    play(queue, 100);
    expect(lastPlayed(queue)).toBe(405);
    queue.resume({ segmentId: 'a', fromSample: 320 });
    expect(play(queue, 20).slice(FADE)).toEqual(
      Array.from({ length: 15 }, (_, i) => 320 + FADE + i + 1),
    );
    expect(lastPlayed(queue)).toBe(340);
  });

  it('loses and repeats nothing when it goes back to where it stood', () => {
    const queue = playing(400);
    queue.pause();
    play(queue, 20);
    queue.resume({ segmentId: 'a', fromSample: 405 });
    expect(play(queue, 10)[FADE]).toBe(405 + FADE + 1);
  });

  it('goes on where it stood without a place, or with one in another segment', () => {
    for (const place of [undefined, { segmentId: 'b', fromSample: 0 }]) {
      const queue = playing(400);
      queue.pause();
      play(queue, 20);
      queue.resume(place);
      expect(play(queue, 10)[FADE]).toBe(405 + FADE + 1);
    }
  });

  it('never jumps forwards', () => {
    const queue = playing(400);
    queue.pause();
    queue.resume({ segmentId: 'a', fromSample: 900 });
    play(queue, 10);
    expect(lastPlayed(queue)).toBeLessThanOrEqual(415);
  });

  it('does not go back while it plays', () => {
    const queue = playing(400);
    queue.resume({ segmentId: 'a', fromSample: 100 });
    expect(play(queue, 10)[0]).toBe(401);
  });

  it('keeps what it played last, and no more', () => {
    const queue = playing(400, 100);
    queue.pause();
    queue.resume({ segmentId: 'a', fromSample: 0 });
    play(queue, 10);
    const back = 415 - (lastPlayed(queue) ?? 0);
    expect(back).toBeGreaterThanOrEqual(100);
    expect(back).toBeLessThan(100 + 2 * 7);
  });

  it('goes back several times, and plays to the end with every sample in its place', () => {
    const queue = playing(400);
    for (const fromSample of [380, 150, 170]) {
      queue.pause();
      play(queue, 10);
      queue.resume({ segmentId: 'a', fromSample });
      play(queue, 30);
      expect(lastPlayed(queue)).toBe(fromSample + 30);
    }
    queue.end('a');
    const rest = play(queue, 4800);
    expect(rest.slice(0, 4800)).toEqual(Array.from({ length: 4800 }, (_, i) => 200 + i + 1));
    expect(queue.takeReports().at(-1)).toEqual({
      segmentId: 'a',
      playedSamples: 5000,
      done: true,
    });
  });

  it('says the last word again when all of the segment had been played', () => {
    const queue = new PlaybackQueue({ sampleRate: RATE, prebufferMs: 20, fadeMs: FADE });
    countTo(queue, 'a', 104);
    play(queue, 100);
    queue.end('a');
    queue.pause();
    expect(lastPlayed(queue)).toBe(104);
    queue.resume({ segmentId: 'a', fromSample: 60 });
    play(queue, 50);
    expect(queue.takeReports().at(-1)).toEqual({ segmentId: 'a', playedSamples: 104, done: true });
  });
});
