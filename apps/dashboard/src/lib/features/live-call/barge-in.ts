// Speaking over the persona: its voice stops in the page at once, then the server decides whether
// that was an interruption (`audio.clear`) or not (`audio.resume`). Times in milliseconds.

export type VoiceEffect = 'pause' | 'resume' | 'clear';

/** What may be the beginning of speech: `speech` to the detector, which has heard one frame, or a mere `sound`. */
export type Suspicion = {
  kind: 'speech' | 'sound';
  /** How much louder than the room it is. */
  overFloorDb: number;
};

export type VoiceNow = {
  nowMs: number;
  /** Since the persona became audible or was about to; null when it is silent. */
  voiceForMs: number | null;
};

/** Without a word from the server the voice goes on after this long. */
export const PAGE_HOLD_MS = 1500;
/** A server that paused by itself is trusted longer, but not for ever. */
export const SERVER_HOLD_MS = 6000;
/** Speech that began is certain after about 100 ms; what is not certain by now was none. */
export const UNSURE_HOLD_MS = 150;
/** Echo cancellation needs this long to learn the voice; until then only what is clearly louder counts. */
export const ECHO_SETTLES_MS = 500;
const LOUDER_DB = { speech: 6, sound: 18 };
const CLEARLY_LOUDER_DB = { speech: 18, sound: 30 };
/** After a hold for nothing; each further one in a row doubles it, so that an echo cannot make it stammer. */
const CALM_MS = 1000;
const LONGEST_CALM_MS = 16_000;

type Hold = { sinceMs: number; limitMs: number; unsure?: Suspicion['kind'] };
/** Nothing is suspected before `untilMs`. */
type Calm = { untilMs: number; nextMs: number };

export class BargeIn {
  private held: Hold | null = null;
  private traineeSpeaks = false;
  private readonly calm: Record<Suspicion['kind'], Calm> = {
    speech: { untilMs: 0, nextMs: CALM_MS },
    sound: { untilMs: 0, nextMs: CALM_MS },
  };

  get holding(): boolean {
    return this.held !== null;
  }

  /** Holds before it is certain; the hold ends by itself unless `speechStarted` follows soon. */
  mayBeSpeech({ kind, overFloorDb }: Suspicion, voice: VoiceNow): VoiceEffect | null {
    const { nowMs, voiceForMs } = voice;
    if (kind === 'speech' && this.held?.unsure === 'sound') {
      this.held = { ...this.held, sinceMs: nowMs, unsure: kind };
      return null;
    }
    if (voiceForMs === null || this.held || this.traineeSpeaks || nowMs < this.calm[kind].untilMs) {
      return null;
    }
    const needed = voiceForMs < ECHO_SETTLES_MS ? CLEARLY_LOUDER_DB : LOUDER_DB;
    if (overFloorDb < needed[kind]) {
      return null;
    }
    this.held = { sinceMs: nowMs, limitMs: UNSURE_HOLD_MS, unsure: kind };
    return 'pause';
  }

  /** `voiceActive`: the persona is audible or about to be. */
  speechStarted(nowMs: number, voiceActive: boolean): VoiceEffect | null {
    this.traineeSpeaks = true;
    this.calm.speech.nextMs = CALM_MS;
    this.calm.sound.nextMs = CALM_MS;
    if (this.held?.unsure) {
      this.held = { sinceMs: nowMs, limitMs: PAGE_HOLD_MS };
      return null;
    }
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
    if (this.held.unsure) {
      const { nextMs } = this.calm[this.held.unsure];
      this.calm[this.held.unsure] = {
        untilMs: nowMs + nextMs,
        nextMs: Math.min(nextMs * 2, LONGEST_CALM_MS),
      };
    }
    this.held = null;
    return 'resume';
  }
}
