import { FramePacker } from './frame-packer';
import { CAPTURE_RATE, FRAME_SAMPLES, rmsOf, toInt16 } from './pcm';
import { StreamResampler } from './stream-resampler';
import type { RenderBlock, WorkletProcessor } from './worklet-scope';

declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, type: new () => WorkletProcessor): void;
declare const sampleRate: number;

/** `pcm` is the buffer of one Int16 frame, handed over without a copy. */
export type CaptureMessage = { pcm: ArrayBuffer; rms: number };

class Capture extends AudioWorkletProcessor implements WorkletProcessor {
  private readonly resampler =
    sampleRate === CAPTURE_RATE ? null : new StreamResampler(sampleRate, CAPTURE_RATE);
  private readonly packer = new FramePacker(FRAME_SAMPLES, (frame) => this.send(frame));

  process(inputs: RenderBlock): boolean {
    const samples = inputs[0]?.[0];
    if (samples) {
      this.packer.push(this.resampler ? this.resampler.process(samples) : samples);
    }
    return true;
  }

  private send(frame: Float32Array): void {
    const pcm = toInt16(frame).buffer as ArrayBuffer;
    this.port.postMessage({ pcm, rms: rmsOf(frame) } satisfies CaptureMessage, [pcm]);
  }
}

registerProcessor('sparline-capture', Capture);
