import { HeldSound } from './held-sound';

const FRAME = 320;
const QUIET = new Int16Array(FRAME).fill(20);
const LOUD = new Int16Array(FRAME).fill(6000);

/** Writes down what it is given; frames as `q` and `L`. */
class Taker {
  readonly told: string[] = [];
  codesTaken = 0;

  audio(samples: Int16Array): void {
    this.told.push((samples[0] ?? 0) > 1000 ? 'L' : 'q');
  }

  mulaw(codes: Uint8Array): void {
    this.codesTaken += codes.length;
  }

  speech(active: boolean): void {
    this.told.push(active ? '[' : ']');
  }

  speechDetectionLost(): void {
    this.told.push('.');
  }
}

/** Of 20 ms frames, e.g. `q50 L10`. */
const held = (frames: string): string => {
  const sound = new HeldSound();
  for (const part of frames.split(' ')) {
    for (let count = Number(part.slice(1)); count > 0; count -= 1) {
      sound.codes(new Uint8Array(160));
      sound.audio(part.startsWith('L') ? LOUD : QUIET);
    }
  }
  const taker = new Taker();
  sound.release(taker);
  expect(taker.codesTaken).toBe(160 * taker.told.filter((told) => /[Lq]/.test(told)).length);
  return taker.told.join('').replaceAll(/(.)\1+/g, (run) => `${run[0]}${run.length}`);
};

describe('what is said before there is anybody to hear it', () => {
  it.each([
    ['comes with a little of the silence around it', 'q100 L20 q50', '[q15L20q15].'],
    ['keeps the pauses within it', 'q5 L10 q40 L10 q20', '[q5L10q40L10q15].'],
    ['is told as going on while somebody still speaks', 'q30 L20 q5', '[q15L20q5.'],
    ['is nothing when there was only silence', 'q200', ''],
    ['is nothing when there was only a click', 'q50 L2 q50', ''],
  ])('%s', (_, frames, told) => {
    expect(held(frames)).toBe(told);
  });

  it('does not change when the arrays are used again', () => {
    const sound = new HeldSound();
    const samples = new Int16Array(FRAME);
    for (let index = 0; index < 10; index += 1) {
      samples.fill(6000);
      sound.audio(samples);
      samples.fill(0);
    }
    const taker = new Taker();
    sound.release(taker);
    expect(taker.told.filter((told) => told === 'L')).toHaveLength(10);
  });
});
