import type { MicVAD } from '@ricky0123/vad-web';
import { rmsOf } from './pcm';
import { SPEECH_LIKELY, SPEECH_UNLIKELY, SpeechFrames } from './speech-frames';

export type SpeechEvents = {
  /** Each answer of the model, every 32 ms. */
  onFrame: () => void;
  /** A first frame of what may become speech, so much louder than the room. */
  onMaybe: (overFloorDb: number) => void;
  /** Speech for about 100 ms: not a click, not yet surely a word. It began `sinceMs` ago. */
  onStart: (sinceMs: number) => void;
  /** 400 ms without speech after it; the last of it was `sinceMs` ago. */
  onEnd: (sinceMs: number) => void;
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
    const vad = await Vad.new({
      model: 'v6',
      baseAssetPath: FOLDER,
      // Relative, Vite's development server would rewrite it.
      onnxWASMBasePath: new URL(FOLDER, location.href).href,
      audioContext: shared.context,
      getStream: () => Promise.resolve(shared.stream),
      pauseStream: () => Promise.resolve(),
      resumeStream: () => Promise.resolve(shared.stream),
      positiveSpeechThreshold: SPEECH_LIKELY,
      negativeSpeechThreshold: SPEECH_UNLIKELY,
      redemptionMs: 400,
      minSpeechMs: 100,
      preSpeechPadMs: 300,
      ...listenersOf(events),
    });
    return new SpeechDetector(vad);
  }

  close(): void {
    this.vad.destroy().catch(() => undefined);
  }
}

const listenersOf = (events: SpeechEvents) => {
  const frames = new SpeechFrames();
  let speaking = false;
  const stop = () => {
    frames.over();
    if (speaking) {
      speaking = false;
      events.onEnd(frames.silentForMs);
    }
  };
  return {
    onFrameProcessed: ({ isSpeech }: { isSpeech: number }, samples: Float32Array) => {
      // A broken model may go on answering; that is no answer.
      if (!Number.isFinite(isSpeech)) {
        return;
      }
      frames.push(isSpeech, rmsOf(samples));
      events.onFrame();
      if (frames.mayBeFirst) {
        events.onMaybe(frames.overFloorDb);
      }
    },
    onSpeechRealStart: () => {
      speaking = true;
      events.onStart(frames.speechForMs);
    },
    onSpeechEnd: stop,
    onVADMisfire: stop,
  };
};
