import { charactersAt, estimatedMs, playedMsOf } from './spoken-words';
import type { TextVoice, VoiceOutputEvents } from './voice-output';

type Line = { segmentId: string; text: string; elapsedMs: number };

const TICK_MS = 100;
/** Reading is quicker than speaking. */
const READING_SPEED = 1.6;

/** Where nothing can speak: the words appear at the pace of reading, and can be cut short too. */
export class ReadingVoice implements TextVoice {
  readonly level = 0;
  private lines: Line[] = [];
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly events: VoiceOutputEvents) {}

  get active(): boolean {
    return this.lines.length > 0;
  }

  speak(segmentId: string, text: string): void {
    this.lines.push({ segmentId, text, elapsedMs: 0 });
    this.resume();
  }

  pause(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  resume(): void {
    this.timer ??= setInterval(() => this.tick(), TICK_MS);
  }

  clear(): void {
    this.pause();
    this.lines = [];
  }

  close(): void {
    this.clear();
  }

  private tick(): void {
    const line = this.lines[0];
    if (!line) {
      this.pause();
      return;
    }
    const { segmentId, text } = line;
    line.elapsedMs += TICK_MS * READING_SPEED;
    const done = line.elapsedMs >= estimatedMs(text);
    const heardChars = done ? text.length : charactersAt(text, line.elapsedMs);
    const playedMs = playedMsOf(heardChars);
    this.events.onProgress({ segmentId, playedMs, ...(done ? { done } : {}) });
    if (done) {
      this.lines.shift();
    }
  }
}
