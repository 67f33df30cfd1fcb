import type { MicVAD } from '@ricky0123/vad-web';

export type SpeechEvents = {
  /** Speech for about 100 ms: not a click, not yet surely a word. */
  onStart: () => void;
  /** 400 ms without speech after it. */
  onEnd: () => void;
};

const FOLDER = '/vad/';

type VadModule = typeof import('@ricky0123/vad-web');
let loading: Promise<VadModule> | undefined;

const load = (): Promise<VadModule> => {
  loading ??= import('@ricky0123/vad-web').catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
};

/** Fetches model and runtime (17 MB, cached) while the trainee still reads the page. */
export const warmUpSpeechDetection = async (): Promise<void> => {
  const files = ['silero_vad_v6.onnx', 'ort-wasm-simd-threaded.wasm'];
  await Promise.allSettled([load(), ...files.map((file) => fetch(FOLDER + file))]);
};

/** Finds speech in a stream that belongs to someone else. */
export class SpeechDetector {
  private constructor(private readonly vad: MicVAD) {}

  /** Rejects where WebAssembly or the model is missing; the server then listens alone. */
  static async start(
    shared: { stream: MediaStream; context: AudioContext },
    events: SpeechEvents,
  ): Promise<SpeechDetector> {
    const { MicVAD: Vad } = await load();
    let speaking = false;
    const stop = () => {
      if (speaking) {
        speaking = false;
        events.onEnd();
      }
    };
    const vad = await Vad.new({
      model: 'v6',
      baseAssetPath: FOLDER,
      // Relative, Vite's development server would rewrite it.
      onnxWASMBasePath: new URL(FOLDER, location.href).href,
      audioContext: shared.context,
      getStream: () => Promise.resolve(shared.stream),
      pauseStream: () => Promise.resolve(),
      resumeStream: () => Promise.resolve(shared.stream),
      positiveSpeechThreshold: 0.5,
      negativeSpeechThreshold: 0.35,
      redemptionMs: 400,
      minSpeechMs: 100,
      preSpeechPadMs: 300,
      onSpeechRealStart: () => {
        speaking = true;
        events.onStart();
      },
      onSpeechEnd: stop,
      onVADMisfire: stop,
    });
    return new SpeechDetector(vad);
  }

  close(): void {
    this.vad.destroy().catch(() => undefined);
  }
}
