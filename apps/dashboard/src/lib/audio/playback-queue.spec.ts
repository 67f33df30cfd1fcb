import { PlaybackQueue } from './playback-queue';

/** 1 kHz, so that a sample is a millisecond. */
const RATE = 1000;
const block = (length: number, value = 1) => new Float32Array(length).fill(value);

const queueOf = () =>
  new PlaybackQueue({
    sampleRate: RATE,
    prebufferMs: 20,
    rebufferMs: 40,
    maxWaitMs: 100,
    fadeMs: 5,
  });

const play = (queue: PlaybackQueue, ms: number): Float32Array => {
  const out = new Float32Array(ms);
  for (let at = 0; at < ms; at += 10) {
    queue.render(out.subarray(at, at + 10));
  }
  return out;
};
const audible = (samples: Float32Array) => samples.filter((sample) => sample !== 0).length;

describe('the queue of what is played', () => {
  it('waits for a little sound before it starts', () => {
    const queue = queueOf();
    queue.write('a', block(10));
    expect(audible(play(queue, 10))).toBe(0);
    queue.write('a', block(10));
    expect(audible(play(queue, 20))).toBe(20);
  });

  it('does not wait for more when the segment is complete', () => {
    const queue = queueOf();
    queue.write('a', block(10));
    queue.end('a');
    expect(audible(play(queue, 10))).toBe(10);
  });

  it('plays what came after the longest wait, however little', () => {
    const queue = queueOf();
    queue.write('a', block(10));
    expect(audible(play(queue, 90))).toBe(0);
    // Its last value dies away over the length of the fade.
    expect(audible(play(queue, 20))).toBe(10 + 4);
  });

  it('counts each segment by itself and passes from one to the next without a gap', () => {
    const queue = queueOf();
    queue.write('a', block(30));
    queue.end('a');
    queue.write('b', block(30));
    expect(audible(play(queue, 40))).toBe(40);
    expect(queue.takeReports()).toEqual([
      { segmentId: 'a', playedSamples: 30, done: true },
      { segmentId: 'b', playedSamples: 10, done: false },
    ]);
  });

  it('reports the end of a segment only when its last sample has gone', () => {
    const queue = queueOf();
    queue.write('a', block(30));
    play(queue, 20);
    queue.end('a');
    expect(queue.takeReports()).toEqual([{ segmentId: 'a', playedSamples: 20, done: false }]);
    play(queue, 10);
    expect(queue.takeReports()).toEqual([{ segmentId: 'a', playedSamples: 30, done: true }]);
  });

  it('reports the end at once when it is told after the last sample', () => {
    const queue = queueOf();
    queue.write('a', block(30));
    play(queue, 40);
    queue.takeReports();
    queue.end('a');
    expect(queue.takeReports()).toEqual([{ segmentId: 'a', playedSamples: 30, done: true }]);
  });

  it('collects again after it ran dry, and counts that', () => {
    const queue = queueOf();
    queue.write('a', block(20));
    play(queue, 30);
    expect(queue.underruns).toBe(1);
    queue.write('a', block(20));
    expect(audible(play(queue, 10))).toBe(0);
    queue.write('a', block(20));
    // All but the first sample of the fade.
    expect(audible(play(queue, 40))).toBe(39);
  });

  it('pauses within the fade and goes on without losing a sample', () => {
    const queue = queueOf();
    queue.write('a', block(100));
    queue.end('a');
    play(queue, 20);
    queue.pause();
    const paused = play(queue, 50);
    expect(audible(paused)).toBe(4);
    expect(paused[0]).toBeLessThan(1);
    expect(queue.takeReports().at(-1)).toEqual({ segmentId: 'a', playedSamples: 25, done: false });
    queue.resume();
    play(queue, 100);
    expect(queue.takeReports()).toEqual([{ segmentId: 'a', playedSamples: 100, done: true }]);
  });

  it('fades in after a pause, so that nothing clicks', () => {
    const queue = queueOf();
    queue.write('a', block(100));
    queue.end('a');
    play(queue, 20);
    queue.pause();
    play(queue, 10);
    queue.resume();
    const [first, , , , , sixth] = play(queue, 10);
    expect(first).toBe(0);
    expect(sixth).toBe(1);
  });

  it('forgets everything on clear and tells how far it came', () => {
    const queue = queueOf();
    queue.write('a', block(100));
    queue.write('b', block(100));
    play(queue, 30);
    queue.clear();
    expect(audible(play(queue, 50))).toBe(4);
    expect(queue.bufferedSamples).toBe(0);
    expect(queue.takeReports()).toEqual([{ segmentId: 'a', playedSamples: 35, done: false }]);
  });

  it('clears what is paused without a sound and is ready for the next voice', () => {
    const queue = queueOf();
    queue.write('a', block(100));
    play(queue, 20);
    queue.pause();
    play(queue, 10);
    queue.clear();
    expect(audible(play(queue, 20))).toBe(0);
    queue.write('b', block(20));
    expect(audible(play(queue, 20))).toBe(20);
  });
});
