import { levelOf } from './level';
import { int16Of, toFloat32 } from './pcm';
import { PlaybackAccount } from './playback-account';
import type { PlaybackPlace } from './playback-queue';
import type { PlayerCommand, PlayerMessage } from './player.worklet';
import workletUrl from './player.worklet.ts?worker&url';
import { StreamResampler } from './stream-resampler';
import type { ServerResume, VoiceOutput, VoiceOutputEvents } from './voice-output';

/** Plays the server's voice, and tells what of it was really heard. One for a whole call. */
export class Player implements VoiceOutput {
  level = 0;
  active = false;
  underruns = 0;
  private readonly account = new PlaybackAccount();
  private readonly cleared = new Set<string>();
  private readonly open = new Map<string, StreamResampler>();
  /** Written since the last clear, complete or not. */
  private readonly written = new Set<string>();
  private sourceRate: number;

  private constructor(
    private readonly context: AudioContext,
    private readonly node: AudioWorkletNode,
    private readonly events: VoiceOutputEvents,
  ) {
    this.sourceRate = context.sampleRate;
    node.port.onmessage = ({ data }: MessageEvent<PlayerMessage>) => this.take(data);
  }

  /** Call it within a click, or the browser keeps the sound back. */
  static async create(events: VoiceOutputEvents): Promise<Player> {
    const context = new AudioContext({ latencyHint: 'interactive' });
    void context.resume();
    await context.audioWorklet.addModule(workletUrl);
    const node = new AudioWorkletNode(context, 'sparline-player', {
      numberOfInputs: 0,
      outputChannelCount: [1],
    });
    node.connect(context.destination);
    return new Player(context, node, events);
  }

  /** The rate of the samples `write` takes, once the server has said it. */
  setSourceRate(rate: number): void {
    this.sourceRate = rate;
  }

  write(segmentId: string, pcm: ArrayBuffer | ArrayBufferView): void {
    if (this.cleared.has(segmentId)) {
      return;
    }
    let resampler = this.open.get(segmentId);
    if (!resampler) {
      resampler = new StreamResampler(this.sourceRate, this.context.sampleRate);
      this.open.set(segmentId, resampler);
      this.written.add(segmentId);
    }
    this.send(segmentId, resampler.process(toFloat32(int16Of(pcm))));
  }

  end(segmentId: string): void {
    const resampler = this.open.get(segmentId);
    if (resampler) {
      this.send(segmentId, resampler.flush());
      this.open.delete(segmentId);
      this.post({ type: 'end', segmentId });
    }
  }

  pause(): void {
    this.post({ type: 'pause' });
  }

  resume(from?: ServerResume): void {
    void this.context.resume();
    const place = from && this.placeOf(from);
    this.post({ type: 'resume', place, resumeId: from?.resumeId });
  }

  /** The server has gone on, and so had we already: what is reported from now on is no old news. */
  follow(resumeId: number): void {
    this.post({ type: 'follow', resumeId });
  }

  /** Also shuts out what of these segments is still under way to us. */
  clear(segmentId?: string): void {
    if (segmentId) {
      this.cleared.add(segmentId);
    }
    this.written.forEach((known) => this.cleared.add(known));
    this.written.clear();
    this.open.clear();
    this.active = false;
    this.post({ type: 'clear' });
  }

  /** Between the worklet and the ear, in milliseconds. */
  get delayMs(): number {
    return (this.context.baseLatency + (this.context.outputLatency || 0)) * 1000;
  }

  get running(): boolean {
    return this.context.state === 'running';
  }

  close(): void {
    this.node.port.onmessage = null;
    this.node.disconnect();
    void this.context.close();
  }

  private placeOf({ segmentId, fromMs }: ServerResume): PlaybackPlace | undefined {
    const fromSample = Math.round(((fromMs ?? NaN) * this.context.sampleRate) / 1000);
    return Number.isFinite(fromSample) ? { segmentId, fromSample } : undefined;
  }

  private send(segmentId: string, samples: Float32Array): void {
    this.active = true;
    this.post({ type: 'write', segmentId, samples }, [samples.buffer]);
  }

  private post(command: PlayerCommand, transfer: Transferable[] = []): void {
    this.node.port.postMessage(command, transfer);
  }

  private take(message: PlayerMessage): void {
    const msPerSample = 1000 / this.context.sampleRate;
    for (const { segmentId, playedSamples, done } of message.reports) {
      const playedMs = Math.round(playedSamples * msPerSample);
      const { atSec, resumeId } = message;
      this.account.note({ segmentId, playedMs, done, atMs: atSec * 1000, resumeId });
    }
    this.level = levelOf(message.rms);
    this.active = message.active;
    this.underruns = message.underruns;
    const stopped = message.type === 'pause' || message.type === 'clear';
    const nowMs = this.context.currentTime * 1000;
    const progress = stopped ? this.account.flush(nowMs) : this.account.due(nowMs, this.delayMs);
    progress.forEach(this.events.onProgress);
  }
}
