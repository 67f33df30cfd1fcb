// Speaking over the persona: its voice stops in the page at once, then the server decides whether
// that was an interruption (`audio.clear`) or not (`audio.resume`). Times in milliseconds.

export type VoiceEffect = 'pause' | 'resume' | 'clear';

/** Without a word from the server the voice goes on after this long. */
export const PAGE_HOLD_MS = 1500;
/** A server that paused by itself is trusted longer, but not for ever. */
export const SERVER_HOLD_MS = 6000;

export class BargeIn {
  private held: { sinceMs: number; limitMs: number } | null = null;
  private traineeSpeaks = false;

  get holding(): boolean {
    return this.held !== null;
  }

  /** `voiceActive`: the persona is audible or about to be. */
  speechStarted(nowMs: number, voiceActive: boolean): VoiceEffect | null {
    this.traineeSpeaks = true;
    if (!voiceActive || this.held) {
      return null;
    }
    this.held = { sinceMs: nowMs, limitMs: PAGE_HOLD_MS };
    return 'pause';
  }

  speechEnded(): void {
    this.traineeSpeaks = false;
  }

  serverPaused(nowMs: number): VoiceEffect | null {
    const already = this.held !== null;
    this.held = { sinceMs: nowMs, limitMs: SERVER_HOLD_MS };
    return already ? null : 'pause';
  }

  serverResumed(): VoiceEffect | null {
    const held = this.held !== null;
    this.held = null;
    return held ? 'resume' : null;
  }

  serverCleared(): VoiceEffect {
    this.held = null;
    return 'clear';
  }

  /** Asked often. A trainee who still speaks is not spoken over, however long it takes. */
  tick(nowMs: number): VoiceEffect | null {
    if (!this.held || this.traineeSpeaks || nowMs - this.held.sinceMs < this.held.limitMs) {
      return null;
    }
    this.held = null;
    return 'resume';
  }
}
