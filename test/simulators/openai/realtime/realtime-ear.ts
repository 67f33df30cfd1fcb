import { MULAW_SAMPLE_RATE, decodeMulaw } from '../../../../libs/voice/src/audio/mulaw';
import { bytesToSamples } from '../../../../libs/voice/src/audio/pcm';
import { ScriptedListener } from '../../websocket/scripted-listener';
import type { AudioFormat, TurnDetection } from './realtime-settings';

export type Heard =
  { type: 'started'; atMs: number } | { type: 'stopped'; atMs: number; text: string };

type EarOptions = { format: AudioFormat; detection: TurnDetection | null; next: () => string };

/** Hears when somebody speaks in a session's audio, and pretends that they say the next text. */
export class RealtimeEar {
  /** Not committed and not cleared. */
  bufferedMs = 0;
  private readonly listener: ScriptedListener | null;
  private readonly sampleRate: number;

  constructor(private readonly options: EarOptions) {
    const { format, detection, next } = options;
    this.sampleRate = format.type === 'audio/pcm' ? 24_000 : MULAW_SAMPLE_RATE;
    this.listener =
      detection &&
      new ScriptedListener({
        sampleRate: this.sampleRate,
        endMs: detection.silence_duration_ms,
        next,
      });
  }

  hear(bytes: Buffer): Heard[] {
    const samples = this.samplesOf(bytes);
    this.bufferedMs += (samples.length * 1000) / this.sampleRate;
    const { listener } = this;
    const paddingMs = this.options.detection?.prefix_padding_ms ?? 0;
    return (listener?.hear(samples) ?? []).flatMap((heard): Heard[] => {
      const atMs = listener?.audioMs ?? 0;
      if (heard.type === 'started') {
        const startMs = heard.words[0]?.startMs ?? atMs;
        return [{ type: 'started', atMs: Math.max(0, Math.round(startMs - paddingMs)) }];
      }
      if (heard.type !== 'ended') return [];
      const text = heard.words.map((word) => word.text).join(' ');
      return [{ type: 'stopped', atMs: Math.round(atMs), text }];
    });
  }

  /** What was said in the buffer that a client commits by itself. */
  commit(): string {
    this.bufferedMs = 0;
    const words = this.listener?.finish();
    return words ? words.map(({ text }) => text).join(' ') : this.options.next();
  }

  clear(): void {
    this.bufferedMs = 0;
    this.listener?.finish();
  }

  private samplesOf(bytes: Buffer): Int16Array {
    if (this.options.format.type === 'audio/pcm') {
      return bytesToSamples(bytes.subarray(0, bytes.length - (bytes.length % 2)));
    }
    const samples = new Int16Array(bytes.length);
    decodeMulaw(bytes, samples);
    return samples;
  }
}
