/** The model hears 8 kHz natively; at 16 kHz it costs half as much again and finds nothing more. */
export const SAMPLE_RATE = 8000;
/** What the model judges at once: 32 ms. */
export const FRAME_SAMPLES = 256;
/** What the model must see again of the frame before; without it, it goes quietly deaf. */
export const CONTEXT_SAMPLES = 32;

/** A second; both lengths are powers of two, so that positions wrap with a mask. */
const RING_SAMPLES = 8192;
const RING_FRAMES = RING_SAMPLES / FRAME_SAMPLES;

const FROM = 0;
const UNTIL = 1;
const DONE = 2;
const ALERT = 3;
const CELLS = 4;

const CELL_BYTES = CELLS * 4;
const PROBABILITY_BYTES = RING_FRAMES * 4;

/**
 * One call's latest audio and what the model thinks of it, in memory that the call and the thread
 * share, so that neither copies nor allocates. Positions count samples since the call began; at 8 kHz
 * they last three days. The call alone writes samples, `from` and `until`, the thread alone
 * probabilities and `done`.
 */
export class CallAudio {
  readonly memory: SharedArrayBuffer;
  private readonly cells: Int32Array;
  private readonly probabilities: Float32Array;
  private readonly samples: Int16Array;
  /** End of what was written; known to the call's side only. */
  written = 0;

  constructor(memory?: SharedArrayBuffer) {
    this.memory =
      memory ?? new SharedArrayBuffer(CELL_BYTES + PROBABILITY_BYTES + RING_SAMPLES * 2);
    this.cells = new Int32Array(this.memory, 0, CELLS);
    this.probabilities = new Float32Array(this.memory, CELL_BYTES, RING_FRAMES);
    this.samples = new Int16Array(this.memory, CELL_BYTES + PROBABILITY_BYTES, RING_SAMPLES);
  }

  /** Where the stretch to analyse begins; the model forgets what was before. */
  get from(): number {
    return Atomics.load(this.cells, FROM);
  }

  /** Where the audio ends that may be analysed. */
  get until(): number {
    return Atomics.load(this.cells, UNTIL);
  }

  /** How far the thread has got. */
  get done(): number {
    return Atomics.load(this.cells, DONE);
  }

  /** Whether the call wants to be told at once of a frame that may be speech. */
  get alert(): boolean {
    return Atomics.load(this.cells, ALERT) === 1;
  }

  set alert(wanted: boolean) {
    Atomics.store(this.cells, ALERT, wanted ? 1 : 0);
  }

  write(samples: Int16Array, count: number): void {
    for (let at = 0; at < count; at++) {
      this.samples[(this.written + at) & (RING_SAMPLES - 1)] = samples[at] ?? 0;
    }
    this.written += count;
  }

  /** Begins a stretch. Before `until`, so that nobody analyses the gap between two stretches. */
  analyseFrom(position: number): void {
    Atomics.store(this.cells, FROM, position);
    Atomics.store(this.cells, UNTIL, position);
  }

  analyseUntil(position: number): void {
    Atomics.store(this.cells, UNTIL, position);
  }

  /** Of the frame that begins there, once `done` has passed it. */
  probabilityAt(position: number): number {
    return this.probabilities[this.slotOf(position)] ?? 0;
  }

  /** Puts a frame with the context before it into the model's input, as -1 to 1. */
  readFrame(position: number, input: Float32Array, offset: number): void {
    for (let at = 0; at < CONTEXT_SAMPLES + FRAME_SAMPLES; at++) {
      const from = position - CONTEXT_SAMPLES + at;
      input[offset + at] = (this.samples[from & (RING_SAMPLES - 1)] ?? 0) / 32768;
    }
  }

  judged(position: number, probability: number): void {
    this.probabilities[this.slotOf(position)] = probability;
    Atomics.store(this.cells, DONE, position + FRAME_SAMPLES);
  }

  private slotOf(position: number): number {
    return Math.floor(position / FRAME_SAMPLES) & (RING_FRAMES - 1);
  }
}
