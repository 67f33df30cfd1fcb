import { createRequire } from 'node:module';

/** The part of the WebAssembly build of Speex's resampler that is used here. */
type SpeexModule = {
  HEAP16: Int16Array;
  _malloc(bytes: number): number;
  _free(pointer: number): void;
  getValue(pointer: number, type: 'i32'): number;
  setValue(pointer: number, value: number, type: 'i32'): void;
  _speex_resampler_init(
    channels: number,
    inRate: number,
    outRate: number,
    quality: number,
    errorPointer: number,
  ): number;
  _speex_resampler_destroy(state: number): void;
  _speex_resampler_process_interleaved_int(
    state: number,
    input: number,
    inputLength: number,
    output: number,
    outputLength: number,
  ): number;
};

/** Of speech that somebody hears, 0 to 10; 5 keeps it clean for a third of the work of 10. */
const QUALITY = 5;
const MAX_INPUT_SAMPLES = 4096;

let loading: Promise<SpeexModule> | undefined;

/**
 * The package ships a class around this module that can never free its memory, which a server that
 * makes several resamplers a call needs; so the module itself is driven.
 */
function loadSpeex(): Promise<SpeexModule> {
  loading ??= withoutNewProcessListeners(() => {
    const load = createRequire(__filename);
    const speex = load('speex-resampler') as { default: { initPromise: Promise<SpeexModule> } };
    return speex.default.initPromise;
  });
  return loading;
}

/**
 * The module's runtime listens for the whole process's unhandled rejections and uncaught exceptions
 * when it is loaded, and would answer those of others by aborting itself.
 */
function withoutNewProcessListeners<T>(load: () => T): T {
  const kinds = ['unhandledRejection', 'uncaughtException'] as const;
  const before = kinds.map((kind) => new Set<unknown>(process.rawListeners(kind)));
  try {
    return load();
  } finally {
    kinds.forEach((kind, index) => {
      for (const listener of process.rawListeners(kind)) {
        if (!before[index]?.has(listener)) {
          process.removeListener(kind, listener as (...args: unknown[]) => void);
        }
      }
    });
  }
}

/**
 * Changes the sample rate of one mono stream, chunk by chunk. It keeps the stream's state, so use one
 * for each direction of each call, and `close` it. Sound leaves about 2.5 ms later than it enters.
 */
export class Resampler {
  private constructor(
    readonly inputRate: number,
    readonly outputRate: number,
    private readonly speex: SpeexModule | undefined,
    private memory: SpeexMemory | undefined,
  ) {}

  /**
   * `quality`: 0 to 10; less is enough, and less work, for what only a recogniser hears.
   * @throws RangeError when a rate is not a whole number from 8000 to 192000 Hz.
   */
  static async create(
    inputRate: number,
    outputRate: number,
    quality = QUALITY,
  ): Promise<Resampler> {
    for (const rate of [inputRate, outputRate]) {
      if (!Number.isInteger(rate) || rate < 8000 || rate > 192_000) {
        throw new RangeError(`A sample rate must be from 8000 to 192000 Hz, not ${rate}.`);
      }
    }
    if (inputRate === outputRate) return new Resampler(inputRate, outputRate, undefined, undefined);
    const speex = await loadSpeex();
    const memory = allocate(speex, { inputRate, outputRate, quality });
    return new Resampler(inputRate, outputRate, speex, memory);
  }

  /** A new array, but for equal rates, where the samples come back as they are. */
  process(samples: Int16Array): Int16Array {
    if (this.inputRate === this.outputRate) return samples;
    if (!this.speex || !this.memory) throw new Error('This resampler is closed.');
    const expected = Math.ceil((samples.length * this.outputRate) / this.inputRate) + 1;
    const output = new Int16Array(expected);
    let written = 0;
    for (let read = 0; read < samples.length;) {
      const chunk = samples.subarray(read, read + MAX_INPUT_SAMPLES);
      const step = runOnce(this.speex, this.memory, chunk);
      output.set(step.samples, written);
      written += step.samples.length;
      read += step.consumed;
    }
    return output.subarray(0, written);
  }

  /**
   * Like `process`, but without an allocation for up to 4,096 samples.
   * @returns memory that the next call uses again: what is kept must be copied.
   */
  processShared(samples: Int16Array): Int16Array {
    const isLong = samples.length > MAX_INPUT_SAMPLES;
    if (isLong || this.inputRate === this.outputRate) return this.process(samples);
    if (!this.speex || !this.memory) throw new Error('This resampler is closed.');
    return runOnce(this.speex, this.memory, samples).samples;
  }

  close(): void {
    if (this.speex && this.memory) free(this.speex, this.memory);
    this.memory = undefined;
  }
}

/** Pointers into the module's memory; lengths are its in-out parameters. */
type SpeexMemory = {
  state: number;
  input: number;
  inputLength: number;
  output: number;
  outputLength: number;
  outputCapacity: number;
};

function allocate(
  speex: SpeexModule,
  { inputRate, outputRate, quality }: { inputRate: number; outputRate: number; quality: number },
): SpeexMemory {
  const inputLength = speex._malloc(4);
  const state = speex._speex_resampler_init(1, inputRate, outputRate, quality, inputLength);
  if (state === 0) throw new Error(`Cannot resample from ${inputRate} to ${outputRate} Hz.`);
  const outputCapacity = Math.ceil((MAX_INPUT_SAMPLES * outputRate) / inputRate) + 1;
  return {
    state,
    inputLength,
    outputLength: speex._malloc(4),
    input: speex._malloc(MAX_INPUT_SAMPLES * 2),
    output: speex._malloc(outputCapacity * 2),
    outputCapacity,
  };
}

function free(speex: SpeexModule, memory: SpeexMemory): void {
  speex._speex_resampler_destroy(memory.state);
  for (const pointer of [memory.input, memory.inputLength, memory.output, memory.outputLength]) {
    speex._free(pointer);
  }
}

function runOnce(
  speex: SpeexModule,
  memory: SpeexMemory,
  chunk: Int16Array,
): { samples: Int16Array; consumed: number } {
  speex.HEAP16.set(chunk, memory.input >> 1);
  speex.setValue(memory.inputLength, chunk.length, 'i32');
  speex.setValue(memory.outputLength, memory.outputCapacity, 'i32');
  const failed = speex._speex_resampler_process_interleaved_int(
    memory.state,
    memory.input,
    memory.inputLength,
    memory.output,
    memory.outputLength,
  );
  if (failed !== 0) throw new Error(`The resampler failed with code ${failed}.`);
  const produced = speex.getValue(memory.outputLength, 'i32');
  const start = memory.output >> 1;
  return {
    samples: speex.HEAP16.subarray(start, start + produced),
    consumed: speex.getValue(memory.inputLength, 'i32'),
  };
}
