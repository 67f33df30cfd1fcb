import { settle } from '../../audio/level';
import { Microphone } from '../../audio/microphone';
import type { MicrophoneProblem } from '../../audio/microphone-problem';
import { listMicrophones, type MicrophoneDevice } from '../../audio/microphone-stream';
import { microphoneProblem } from '../../audio/microphone-problem';
import { keepMicrophone, preferredMicrophone } from './talk-preference';

/** Loud enough for this long in all counts as a voice that is heard. */
const VOICE_LEVEL = 0.35;
const VOICE_FRAMES = 20;

/** The microphone before a call: nothing leaves the page, no minutes run. */
export class MicrophoneCheck {
  state = $state<'closed' | 'asking' | 'open'>('closed');
  problem = $state.raw<MicrophoneProblem | null>(null);
  devices = $state.raw<MicrophoneDevice[]>([]);
  deviceId = $state<string | null>(preferredMicrophone());
  level = $state(0);
  heard = $state(false);
  cancelsEcho = $state(true);
  private microphone: Microphone | null = null;
  private voicedFrames = 0;

  async open(deviceId: string | null = this.deviceId): Promise<void> {
    this.close();
    this.state = 'asking';
    this.problem = null;
    this.heard = false;
    this.voicedFrames = 0;
    const opened = await Microphone.open(deviceId, {
      onFrame: () => undefined,
      onLevel: (level) => this.take(level),
      onLost: () => this.lose(),
    });
    if (this.state !== 'asking') {
      if (opened.ok) {
        opened.microphone.close();
      }
      return;
    }
    if (!opened.ok) {
      this.state = 'closed';
      this.problem = opened.problem;
      return;
    }
    this.microphone = opened.microphone;
    this.state = 'open';
    this.deviceId = opened.microphone.deviceId;
    this.cancelsEcho = opened.microphone.cancelsEcho;
    await this.refreshDevices();
  }

  async choose(deviceId: string): Promise<void> {
    this.deviceId = deviceId;
    keepMicrophone(deviceId);
    await this.open(deviceId);
  }

  async refreshDevices(): Promise<void> {
    this.devices = await listMicrophones();
  }

  close(): void {
    this.microphone?.close();
    this.microphone = null;
    this.state = 'closed';
    this.level = 0;
  }

  private take(level: number): void {
    this.level = settle(this.level, level);
    this.voicedFrames += level > VOICE_LEVEL ? 1 : 0;
    this.heard ||= this.voicedFrames >= VOICE_FRAMES;
  }

  private lose(): void {
    this.close();
    this.problem = microphoneProblem('lost');
    void this.refreshDevices();
  }
}
