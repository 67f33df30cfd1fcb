import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { env, InferenceSession, Tensor } from 'onnxruntime-web';
import { CONTEXT_SAMPLES, FRAME_SAMPLES, SAMPLE_RATE } from './call-audio';

/** Frames of different calls in one run; beyond this a frame gets no cheaper. */
export const MAX_BATCH = 8;
const INPUT_SAMPLES = CONTEXT_SAMPLES + FRAME_SAMPLES;
const CELLS = 128;
const LAYERS = 2;

/** What the model remembers of one call. */
export type SileroState = Float32Array;
export const freshState = (): SileroState => new Float32Array(LAYERS * CELLS);

/** Out of the package that the dashboard serves its own detector from. */
export function sileroModelFile(): string {
  const load = createRequire(__filename);
  return join(dirname(load.resolve('@ricky0123/vad-web')), 'silero_vad_v6.onnx');
}

/**
 * Silero VAD 6 in WebAssembly on the thread it is made on. Takes about a second to load; 0.25 to 0.45
 * ms a frame after that.
 */
export class SileroModel {
  /** Frames one after the other, each with its context before it. */
  readonly input = new Float32Array(MAX_BATCH * INPUT_SAMPLES);
  private readonly states = new Float32Array(MAX_BATCH * LAYERS * CELLS);
  private readonly rate = new Tensor('int64', BigInt64Array.of(BigInt(SAMPLE_RATE)));

  private constructor(private readonly session: InferenceSession) {}

  /** @throws Error when package, model or WebAssembly cannot be had. */
  static async load(): Promise<SileroModel> {
    // More threads than one make single frames slower, and would take the calls' processor.
    env.wasm.numThreads = 1;
    const session = await InferenceSession.create(await readFile(sileroModelFile()), {
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
    });
    return new SileroModel(session);
  }

  /** Where a frame of the batch begins in `input`. */
  static offsetOf(frame: number): number {
    return frame * INPUT_SAMPLES;
  }

  /**
   * Judges the first `states.length` frames of `input` and moves each state on.
   * @returns for each frame the probability of speech, 0 to 1.
   */
  async run(states: readonly SileroState[]): Promise<Float32Array> {
    const batch = states.length;
    states.forEach((state, frame) => copyLayers(state, this.states, { frame, batch, into: true }));
    const { output, stateN } = await this.session.run({
      input: new Tensor('float32', this.input.subarray(0, batch * INPUT_SAMPLES), [
        batch,
        INPUT_SAMPLES,
      ]),
      state: new Tensor('float32', this.states.subarray(0, batch * LAYERS * CELLS), [
        LAYERS,
        batch,
        CELLS,
      ]),
      sr: this.rate,
    });
    const next = stateN?.data as Float32Array;
    states.forEach((state, frame) => copyLayers(state, next, { frame, batch, into: false }));
    return output?.data as Float32Array;
  }
}

/** The model's layout is layers by frames by cells; a call keeps its layers side by side. */
function copyLayers(
  state: SileroState,
  all: Float32Array,
  { frame, batch, into }: { frame: number; batch: number; into: boolean },
): void {
  for (let layer = 0; layer < LAYERS; layer++) {
    const at = (layer * batch + frame) * CELLS;
    for (let cell = 0; cell < CELLS; cell++) {
      if (into) all[at + cell] = state[layer * CELLS + cell] ?? 0;
      else state[layer * CELLS + cell] = all[at + cell] ?? 0;
    }
  }
}
