import type { CaptureMessage } from './capture.worklet';
import workletUrl from './capture.worklet.ts?worker&url';
import { levelOf } from './level';
import type { MicrophoneProblem } from './microphone-problem';
import { openMicrophoneStream } from './microphone-stream';
import { CAPTURE_RATE } from './pcm';

export type MicrophoneEvents = {
  /** 20 ms of 16 kHz Int16, every 20 ms while open. */
  onFrame: (pcm: ArrayBuffer) => void;
  /** Of the frame, 0 to 1. */
  onLevel: (level: number) => void;
  /** Unplugged, taken away, or the permission withdrawn. */
  onLost: () => void;
};

export type OpenedMicrophone =
  { ok: true; microphone: Microphone } | { ok: false; problem: MicrophoneProblem };

/** Firefox refuses a microphone in a context of another rate: then the worklet resamples. */
const connect = async (
  stream: MediaStream,
): Promise<{ context: AudioContext; source: MediaStreamAudioSourceNode }> => {
  const context = new AudioContext({ sampleRate: CAPTURE_RATE, latencyHint: 'interactive' });
  try {
    return { context, source: context.createMediaStreamSource(stream) };
  } catch {
    await context.close();
    const native = new AudioContext({ latencyHint: 'interactive' });
    return { context: native, source: native.createMediaStreamSource(stream) };
  }
};

/** One microphone, read by one AudioWorklet; speech detection shares its stream. */
export class Microphone {
  private constructor(
    readonly stream: MediaStream,
    readonly context: AudioContext,
    private readonly source: MediaStreamAudioSourceNode,
    private readonly node: AudioWorkletNode,
  ) {}

  static async open(deviceId: string | null, events: MicrophoneEvents): Promise<OpenedMicrophone> {
    const opened = await openMicrophoneStream(deviceId);
    if (!opened.ok) {
      return opened;
    }
    const { context, source } = await connect(opened.stream);
    void context.resume();
    await context.audioWorklet.addModule(workletUrl);
    const node = new AudioWorkletNode(context, 'sparline-capture', { numberOfOutputs: 0 });
    node.port.onmessage = ({ data }: MessageEvent<CaptureMessage>) => {
      events.onFrame(data.pcm);
      events.onLevel(levelOf(data.rms));
    };
    source.connect(node);
    opened.stream.getAudioTracks()[0]?.addEventListener('ended', events.onLost);
    return { ok: true, microphone: new Microphone(opened.stream, context, source, node) };
  }

  get deviceId(): string | null {
    return this.track?.getSettings().deviceId ?? null;
  }

  get label(): string {
    return this.track?.label ?? '';
  }

  /** What the browser really does, not what was asked of it. */
  get cancelsEcho(): boolean {
    const kept: unknown = this.track?.getSettings().echoCancellation;
    return kept !== undefined && kept !== false;
  }

  /** Muted frames go on as silence, so that the call's clock does. */
  setMuted(muted: boolean): void {
    if (this.track) {
      this.track.enabled = !muted;
    }
  }

  close(): void {
    this.node.port.onmessage = null;
    this.source.disconnect();
    // Stopping a track ourselves raises no `ended`.
    this.stream.getTracks().forEach((track) => track.stop());
    void this.context.close();
  }

  private get track(): MediaStreamTrack | undefined {
    return this.stream.getAudioTracks()[0];
  }
}
