import { BrowserVoice } from '../../audio/browser-voice';
import { Player } from '../../audio/player';
import { ReadingVoice } from '../../audio/reading-voice';
import type {
  ServerResume,
  TextVoice,
  VoiceOutput,
  VoiceOutputEvents,
} from '../../audio/voice-output';
import { BargeIn, type Suspicion, type VoiceEffect } from './barge-in';
import type { SpeechPlan } from './speech-plan';

/** The persona's side of the sound: whichever voice there is, and when it must hold its tongue. */
export class CallMouth {
  private readonly bargeIn = new BargeIn();
  private activeSinceMs: number | null = null;

  private constructor(
    private readonly player: Player | null,
    private readonly textVoice: TextVoice | null,
  ) {}

  /** Call it within a click, or the browser keeps the sound back. */
  static async create(plan: SpeechPlan, events: VoiceOutputEvents): Promise<CallMouth> {
    switch (plan.voice) {
      case 'server':
        return new CallMouth(await Player.create(events), null);
      case 'browser':
        return new CallMouth(null, new BrowserVoice(events));
      case 'reading':
        return new CallMouth(null, new ReadingVoice(events));
    }
  }

  get level(): number {
    return this.voice?.level ?? 0;
  }

  get held(): boolean {
    return this.bargeIn.holding;
  }

  /** The browser keeps the sound back until something is pressed. */
  get blocked(): boolean {
    return this.player !== null && !this.player.running;
  }

  setSourceRate(rate: number): void {
    this.player?.setSourceRate(rate);
  }

  write(segmentId: string, pcm: ArrayBuffer): void {
    this.player?.write(segmentId, pcm);
  }

  end(segmentId: string): void {
    this.player?.end(segmentId);
  }

  speak(segmentId: string, text: string): void {
    this.textVoice?.speak(segmentId, text);
  }

  /** The voice is held, and goes on by itself when it was nothing. */
  traineeMaySpeak(suspicion: Suspicion): void {
    const nowMs = performance.now();
    const since = this.voice?.active ? (this.activeSinceMs ?? nowMs) : null;
    const voiceForMs = since === null ? null : nowMs - since;
    this.apply(this.bargeIn.mayBeSpeech(suspicion, { nowMs, voiceForMs }));
  }

  traineeSpeaks(active: boolean): void {
    if (active) {
      this.apply(this.bargeIn.speechStarted(performance.now(), this.voice?.active ?? false));
    } else {
      this.bargeIn.speechEnded();
    }
  }

  /** The page's own hold, whatever the conversation does meanwhile. */
  holdStill(still: boolean): void {
    if (!this.bargeIn.holding) {
      this.voice?.[still ? 'pause' : 'resume']();
    }
  }

  serverPauses(): void {
    this.apply(this.bargeIn.serverPaused(performance.now()));
  }

  serverResumes(from: ServerResume): void {
    if (this.bargeIn.serverResumed()) {
      this.voice?.resume(from);
    } else if (from.resumeId !== undefined) {
      this.player?.follow(from.resumeId);
    }
  }

  /** The server counts what was held as played or dropped: the next voice must not wait for it. */
  personaIsDone(): void {
    this.apply(this.bargeIn.serverResumed());
  }

  serverClears(segmentId: string): void {
    this.bargeIn.serverCleared();
    this.voice?.clear(segmentId);
  }

  /** Often: holds end by themselves. */
  tick(): void {
    const nowMs = performance.now();
    this.activeSinceMs = this.voice?.active ? (this.activeSinceMs ?? nowMs) : null;
    this.apply(this.bargeIn.tick(nowMs));
  }

  unblock(): void {
    this.player?.resume();
  }

  close(): void {
    this.voice?.close();
  }

  private get voice(): VoiceOutput | null {
    return this.player ?? this.textVoice;
  }

  private apply(effect: VoiceEffect | null): void {
    if (effect) {
      this.voice?.[effect]();
    }
  }
}
