import type { Clock, Timer } from '../../clock/clock';

type Utterance = {
  itemId: string | null;
  audioMs: number;
  interim: string;
  text: string | null;
  timer: Timer;
};

type Told = {
  onInterim: (text: string) => void;
  onFinal: (text: string) => void;
  /** It was being written down, and nobody will tell what that has used. */
  onUntold: (audioMs: number) => void;
};

/** After so long a transcript does not come any more. */
const TRANSCRIPT_MS = 6_000;

/** Transcripts come whenever they like; they are told in the order of the utterances. */
export class Utterances {
  private readonly waiting: Utterance[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly told: Told,
  ) {}

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  /** Speech of so many milliseconds has ended; `itemId` may follow with `named`. */
  ended(itemId: string | null, audioMs: number): void {
    const known = itemId === null ? undefined : this.find(itemId);
    if (known) return;
    const timer = this.clock.setTimer(TRANSCRIPT_MS, () => this.settle(utterance, ''));
    const utterance: Utterance = { itemId, audioMs, interim: '', text: null, timer };
    this.waiting.push(utterance);
  }

  named(itemId: string): void {
    const nameless = this.waiting.find((utterance) => utterance.itemId === null);
    if (nameless && !this.find(itemId)) nameless.itemId = itemId;
  }

  interim(itemId: string, text: string): void {
    const utterance = this.find(itemId);
    if (!utterance || utterance.text !== null) return;
    utterance.interim += text;
    if (utterance === this.waiting[0]) this.told.onInterim(utterance.interim);
  }

  final(itemId: string, text: string): void {
    const utterance = this.find(itemId);
    if (utterance) this.settle(utterance, text.trim());
  }

  /** Their transcripts never come. */
  lost(): void {
    this.tellUntold();
    for (const utterance of this.waiting) utterance.text ??= '';
    this.flush();
  }

  close(): void {
    this.tellUntold();
    for (const { timer } of this.waiting.splice(0)) timer.cancel();
  }

  private tellUntold(): void {
    for (const { audioMs, itemId, text } of this.waiting) {
      if (itemId !== null && text === null) this.told.onUntold(Math.round(audioMs));
    }
  }

  private settle(utterance: Utterance, text: string): void {
    utterance.text ??= text;
    this.flush();
  }

  private flush(): void {
    for (;;) {
      const [first] = this.waiting;
      if (!first || first.text === null) return;
      this.waiting.shift();
      first.timer.cancel();
      this.told.onFinal(first.text);
    }
  }

  private find(itemId: string): Utterance | undefined {
    return this.waiting.find((utterance) => utterance.itemId === itemId);
  }
}
