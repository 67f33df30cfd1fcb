import { concatSamples } from '../audio/pcm';
import type { Clock } from '../clock/clock';
import { SystemClock } from '../clock/system-clock';
import { type CallAudio, FRAME_SAMPLES } from '../providers/silero/call-audio';
import type { VoiceActivityEvent } from '../ports/voice-activity';
import type { SileroThread } from '../providers/silero/silero-thread';
import { SileroVoiceActivity } from '../providers/silero/silero-voice-activity';

export type HeardChange = { type: 'start' | 'end'; atMs: number; sinceMs: number };

const NEVER = new Int32Array(new SharedArrayBuffer(4));

/** Lets messages in, and sleeps a little, so that the thread gets the processor. */
export async function breathe(): Promise<void> {
  Atomics.wait(NEVER, 0, 0, 1);
  await new Promise<void>((resolve) => setImmediate(resolve));
}

/** A call's detector with an ear on it; times are those of the audio, whatever the thread takes. */
export class SileroEar {
  readonly detector: SileroVoiceActivity;
  readonly heard: HeardChange[] = [];
  /** When loudness took something for speech that the model had not judged yet. */
  readonly suspectedAtMs: number[] = [];
  /** What the model thought of each frame it was given. */
  readonly probabilities: number[] = [];
  audio: CallAudio | null = null;
  private seen = 0;
  private ms = 0;
  private readonly frame: Int16Array;
  private readonly sampleRate: number;

  constructor(
    thread: SileroThread,
    { clock = new SystemClock(), sampleRate = 16_000 }: { clock?: Clock; sampleRate?: number } = {},
  ) {
    this.sampleRate = sampleRate;
    this.frame = Int16Array.from({ length: sampleRate / 50 }, (_sample, at) => (at % 2) * 60 - 30);
    this.detector = new SileroVoiceActivity({
      clock,
      sampleRate,
      connect: (client) => {
        this.audio = client.audio;
        const line = thread.connect(client);
        this.isReady = () => line.isReady();
        return line;
      },
    });
    this.detector.listen((event) => this.note(event));
  }

  isReady = (): boolean => false;

  /** Waits for the model with a frame of a quiet room: after digital silence any noise is loud. */
  async opened(): Promise<this> {
    this.detector.push(this.frame);
    while (!this.isReady()) await breathe();
    return this;
  }

  /** In frames of 20 ms, each judged before the next comes; `after` is called behind each. */
  async hear(sounds: readonly Int16Array[], after?: () => Promise<void>): Promise<void> {
    const samples = concatSamples(sounds);
    for (let at = 0; at < samples.length; at += this.frame.length) {
      this.push(samples.subarray(at, at + this.frame.length));
      await this.judged();
      await after?.();
    }
  }

  /** Waits for nobody. */
  push(frame: Int16Array): void {
    this.ms += (frame.length * 1000) / this.sampleRate;
    for (const event of this.detector.push(frame)) this.note(event);
  }

  private note({ type, sinceMs }: VoiceActivityEvent): void {
    if (type === 'maybe') this.suspectedAtMs.push(this.ms);
    else this.heard.push({ type, sinceMs, atMs: this.ms });
  }

  /** Waits until the thread has judged what it was given. */
  async judged(): Promise<void> {
    const { audio } = this;
    if (!audio) return;
    this.seen = Math.max(this.seen, audio.from);
    while (audio.until - Math.max(audio.done, audio.from) >= FRAME_SAMPLES) await breathe();
    const known = this.seen;
    for (; this.seen + FRAME_SAMPLES <= audio.done; this.seen += FRAME_SAMPLES) {
      this.probabilities.push(audio.probabilityAt(this.seen));
    }
    // An alert may still be on its way.
    if (this.seen > known) await breathe();
  }
}
