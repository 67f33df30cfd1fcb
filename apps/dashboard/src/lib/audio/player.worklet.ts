import { rmsOf } from './pcm';
import { PlaybackQueue, type PlaybackPlace, type PlaybackReport } from './playback-queue';
import type { RenderBlock, WorkletProcessor } from './worklet-scope';

declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, type: new () => WorkletProcessor): void;
declare const sampleRate: number;
declare const currentTime: number;

/** Samples are at the context's own rate. */
export type PlayerCommand =
  | { type: 'write'; segmentId: string; samples: Float32Array }
  | { type: 'end'; segmentId: string }
  | { type: 'resume'; place?: PlaybackPlace; resumeId?: number }
  | { type: 'follow'; resumeId: number }
  | { type: 'pause' | 'clear' };

/**
 * `atSec` is the context's time at the end of the block the reports belong to, `resumeId` the
 * server's last resume that had come before them.
 */
export type PlayerMessage = {
  type: 'progress' | 'pause' | 'resume' | 'follow' | 'clear';
  atSec: number;
  resumeId: number;
  reports: PlaybackReport[];
  rms: number;
  active: boolean;
  underruns: number;
};

const REPORT_EVERY_SEC = 0.04;
/** Reports go on this long after the last sample, so that what waits for the output's delay is sent. */
const LINGER_SEC = 0.6;

class Player extends AudioWorkletProcessor implements WorkletProcessor {
  private readonly queue = new PlaybackQueue({ sampleRate });
  private reportedAt = 0;
  private lastActiveAt = 0;
  private resumeId = 0;
  private rms = 0;

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<PlayerCommand>) => this.obey(data);
  }

  process(_inputs: RenderBlock, outputs: RenderBlock): boolean {
    const output = outputs[0]?.[0];
    if (!output) {
      return true;
    }
    this.queue.render(output);
    this.rms = Math.max(this.rms, rmsOf(output));
    if (this.queue.active) {
      this.lastActiveAt = currentTime;
    }
    const lingers = currentTime - this.lastActiveAt < LINGER_SEC;
    if (lingers && currentTime - this.reportedAt >= REPORT_EVERY_SEC) {
      this.report('progress', currentTime + output.length / sampleRate);
    }
    return true;
  }

  private obey(command: PlayerCommand): void {
    switch (command.type) {
      case 'write':
        this.queue.write(command.segmentId, command.samples);
        return;
      case 'end':
        this.queue.end(command.segmentId);
        this.lastActiveAt = currentTime;
        return;
      case 'pause':
        this.queue.pause();
        break;
      case 'resume':
        this.queue.resume(command.place);
        this.resumeId = command.resumeId ?? this.resumeId;
        break;
      case 'follow':
        this.resumeId = command.resumeId;
        break;
      case 'clear':
        this.queue.clear();
    }
    this.report(command.type, currentTime);
  }

  private report(type: PlayerMessage['type'], atSec: number): void {
    this.port.postMessage({
      type,
      atSec,
      resumeId: this.resumeId,
      reports: this.queue.takeReports(),
      rms: this.rms,
      active: this.queue.active,
      underruns: this.queue.underruns,
    } satisfies PlayerMessage);
    this.reportedAt = currentTime;
    this.rms = 0;
  }
}

registerProcessor('sparline-player', Player);
