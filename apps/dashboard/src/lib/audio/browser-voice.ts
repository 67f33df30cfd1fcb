import { charactersAt, estimatedMs, playedMsOf, wordStartAt } from './spoken-words';
import type { TextVoice, VoiceOutputEvents } from './voice-output';

type Line = { segmentId: string; text: string; saidChars: number; startedAtMs: number };

const REPORT_EVERY_MS = 100;

/** The list of voices comes late in some browsers, and never where none is installed. */
const VOICES_WITHIN_MS = 1500;
/** A voice this far behind its estimated end has fallen silent without saying so. */
const SILENT_AFTER_MS = 4000;

export const findBrowserVoice = async (): Promise<boolean> => {
  if (!('speechSynthesis' in globalThis) || !('SpeechSynthesisUtterance' in globalThis)) {
    return false;
  }
  if (speechSynthesis.getVoices().length > 0) {
    return true;
  }
  return new Promise((resolve) => {
    const answer = () => resolve(speechSynthesis.getVoices().length > 0);
    speechSynthesis.addEventListener('voiceschanged', answer, { once: true });
    setTimeout(answer, VOICES_WITHIN_MS);
  });
};

const voiceFor = (language: string): SpeechSynthesisVoice | null => {
  const voices = speechSynthesis.getVoices().filter((voice) => voice.lang.startsWith(language));
  // Voices on the device say where their words are; remote ones do not, and may stop after 15 s.
  return voices.find((voice) => voice.localService) ?? voices[0] ?? null;
};

/**
 * The browser's own speech. A pause cancels and a resume begins again at the cut word: the
 * interface's own pause is ignored on Android and breaks remote voices.
 */
export class BrowserVoice implements TextVoice {
  private lines: Line[] = [];
  private held = false;
  private speaking = false;
  /** Every cancel makes the events of what was under way stale. */
  private epoch = 0;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly events: VoiceOutputEvents,
    private readonly language = 'en',
  ) {}

  get active(): boolean {
    return this.lines.length > 0;
  }

  /** The browser does not say how loud it is: a calm swing while it speaks. */
  get level(): number {
    return this.speaking ? 0.45 + 0.2 * Math.sin(performance.now() / 140) : 0;
  }

  speak(segmentId: string, text: string): void {
    this.lines.push({ segmentId, text, saidChars: 0, startedAtMs: 0 });
    this.next();
  }

  pause(): void {
    this.held = true;
    this.cancel();
    this.report();
  }

  resume(): void {
    this.held = false;
    this.next();
  }

  clear(): void {
    this.cancel();
    this.report();
    this.lines = [];
    this.held = false;
  }

  close(): void {
    this.clear();
  }

  private next(): void {
    const line = this.lines[0];
    if (!line || this.held || this.speaking) {
      return;
    }
    const from = wordStartAt(line.text, line.saidChars);
    const utterance = new SpeechSynthesisUtterance(line.text.slice(from));
    utterance.voice = voiceFor(this.language);
    utterance.lang = utterance.voice?.lang ?? this.language;
    const epoch = this.epoch;
    const ifCurrent = (act: () => void) => () => epoch === this.epoch && act();
    utterance.onboundary = (event) =>
      epoch === this.epoch && this.reach(line, from + event.charIndex);
    utterance.onend = ifCurrent(() => this.finish(line));
    utterance.onerror = ifCurrent(() => this.finish(line));
    line.startedAtMs = performance.now() - estimatedMs(line.text.slice(0, from));
    this.speaking = true;
    this.timer = setInterval(() => this.guess(line), REPORT_EVERY_MS);
    speechSynthesis.speak(utterance);
  }

  private reach(line: Line, characters: number): void {
    line.saidChars = Math.max(line.saidChars, characters);
    this.report();
  }

  /** Voices that name no words: by time, a little behind rather than ahead. */
  private guess(line: Line): void {
    const elapsedMs = performance.now() - line.startedAtMs;
    if (elapsedMs > estimatedMs(line.text) + SILENT_AFTER_MS) {
      this.cancel();
      this.finish(line);
      return;
    }
    this.reach(line, charactersAt(line.text, elapsedMs * 0.9));
  }

  private finish(line: Line): void {
    this.stopTimer();
    line.saidChars = line.text.length;
    this.report(true);
    this.lines.shift();
    this.next();
  }

  private report(done = false): void {
    const line = this.lines[0];
    if (line && line.saidChars > 0) {
      const playedMs = playedMsOf(line.saidChars);
      const { segmentId } = line;
      this.events.onProgress({ segmentId, playedMs, ...(done ? { done } : {}) });
    }
  }

  private cancel(): void {
    this.epoch += 1;
    this.stopTimer();
    speechSynthesis.cancel();
  }

  private stopTimer(): void {
    clearInterval(this.timer);
    this.speaking = false;
  }
}
