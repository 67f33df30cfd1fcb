import type { VoiceActivityDetector, VoiceActivityEvent } from '../ports/voice-activity';

/** Finds speech where a test puts it: the next `push` answers what was queued. */
export class ScriptedVoiceActivity implements VoiceActivityDetector {
  private queued: VoiceActivityEvent[] = [];

  next(type: 'start' | 'end', sinceMs = 0): void {
    this.queued.push({ type, sinceMs });
  }

  push(_samples: Int16Array): readonly VoiceActivityEvent[] {
    const events = this.queued;
    this.queued = [];
    return events;
  }

  reset(): void {
    this.queued = [];
  }
}
